package io.muster.ticket.read;

import static io.muster.ticket.Samples.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.ticket.TicketExpired;
import io.muster.ticket.Samples;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TicketEndsTest {

    private final RecentTickets recent = new RecentTickets(2, Duration.ofMinutes(1), System::nanoTime);
    private final HeldReads held = new HeldReads(2);
    private final TicketEnds ends = new TicketEnds(recent, held, new EndStreams(1, 1));
    private final TicketExpired end = new TicketExpired("game", "t1", 2, "duel", CREATED);

    @Test
    void answersWhoWaitsForTheTicket() {
        HeldRead read = held.hold("t1");

        ends.committed(Stream.of(end));

        assertThat(read.end()).isCompletedWithValue(end);
    }

    @Test
    void forgetsTheTicket() {
        recent.add(Samples.ticket("t1"));

        ends.committed(Stream.of(end));

        assertThat(recent.find("t1")).isEmpty();
    }

    @Test
    void bearsToBeToldTwice() {
        HeldRead read = held.hold("t1");

        ends.committed(Stream.of(end));
        ends.committed(Stream.of(end));

        assertThat(held.count()).isZero();
        assertThat(read.end()).isCompletedWithValue(end);
    }

    @Test
    void leavesTicketsAloneThatOnlyChange() {
        HeldRead read = held.hold("a");
        recent.add(Samples.ticket("a"));

        ends.committed(Stream.of(Samples.ticket("a").lastEvent()));

        assertThat(read.end()).isNotDone();
        assertThat(recent.find("a")).isPresent();
    }
}
