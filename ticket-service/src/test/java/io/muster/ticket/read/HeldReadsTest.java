package io.muster.ticket.read;

import static io.muster.ticket.Samples.CREATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.ticket.TicketExpired;
import org.junit.jupiter.api.Test;

class HeldReadsTest {

    private final HeldReads reads = new HeldReads(2);
    private final TicketExpired end = new TicketExpired("game", "t1", 2, "duel", CREATED);

    @Test
    void tellsEverybodyWhoWaitsForTheTicket() {
        HeldRead first = reads.hold("t1");
        HeldRead second = reads.hold("t1");

        reads.ended(end);

        assertThat(first.end()).isCompletedWithValue(end);
        assertThat(second.end()).isCompletedWithValue(end);
        assertThat(reads.count()).isZero();
        assertThat(reads.holds("t1")).isFalse();
    }

    @Test
    void tellsNobodyElse() {
        HeldRead other = reads.hold("t2");

        reads.ended(end);

        assertThat(other.end()).isNotDone();
        assertThat(reads.count()).isEqualTo(1);
    }

    @Test
    void holdsNoMoreThanItMay() {
        reads.hold("t1");
        reads.hold("t2");

        assertThat(reads.hold("t3").refused()).isTrue();
        assertThat(reads.count()).isEqualTo(2);
    }

    @Test
    void givesRoomBackOnce() {
        HeldRead read = reads.hold("t1");

        reads.release(read);
        reads.release(read);

        assertThat(reads.count()).isZero();
        assertThat(reads.holds("t1")).isFalse();
    }

    @Test
    void keepsCountWhenReleasedAfterTheEnd() {
        HeldRead read = reads.hold("t1");
        reads.hold("t2");
        reads.ended(end);

        reads.release(read);

        assertThat(reads.count()).isEqualTo(1);
    }
}
