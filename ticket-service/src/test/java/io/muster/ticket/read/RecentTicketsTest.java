package io.muster.ticket.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.ticket.Samples;
import io.muster.ticket.lifecycle.Ticket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RecentTicketsTest {

    private static final Ticket A = Samples.ticket("a");
    private static final Ticket B = Samples.ticket("b");
    private static final Ticket C = Samples.ticket("c");

    private final AtomicLong nanos = new AtomicLong();
    private final RecentTickets recent = new RecentTickets(2, Duration.ofSeconds(2), nanos::get);

    @Test
    void findsWhatWasAdded() {
        recent.add(A);

        assertThat(recent.find("a")).contains(A);
    }

    @Test
    void doesNotFindWhatWasRemoved() {
        recent.add(A);
        recent.remove("a");

        assertThat(recent.find("a")).isEmpty();
    }

    @Test
    void removesWhatWasAddedInTheTimeBefore() {
        recent.add(A);
        pass(Duration.ofSeconds(3));
        assertThat(recent.find("a")).contains(A);

        recent.remove("a");

        assertThat(recent.find("a")).isEmpty();
    }

    @Test
    void forgetsAfterTwiceTheLife() {
        recent.add(A);
        pass(Duration.ofSeconds(2));
        recent.add(B);
        pass(Duration.ofSeconds(2));

        assertThat(recent.find("a")).isEmpty();
        assertThat(recent.find("b")).contains(B);
    }

    @Test
    void forgetsEverythingWhenNothingHappenedForLong() {
        recent.add(A);
        pass(Duration.ofMinutes(1));

        assertThat(recent.find("a")).isEmpty();
    }

    @Test
    void doesNotRememberMoreThanItMay() {
        recent.add(A);
        recent.add(B);
        recent.add(C);

        assertThat(recent.find("c")).isEmpty();
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
