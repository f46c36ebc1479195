package io.muster.ticket.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class CountPaceTest {

    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    private final CountPace pace = new CountPace();

    @Test
    void allowsTheFirstCountAtOnce() {
        assertThat(pace.allows(START)).isTrue();
    }

    @Test
    void allowsTheNextCountWhenTheLastWasOneTwentiethOfTheTime() {
        pace.counted(START, START.plusMillis(229));
        assertThat(pace.allows(START.plusMillis(4_579))).isFalse();
        assertThat(pace.allows(START.plusMillis(4_580))).isTrue();
    }

    @Test
    void neverPausesForLongerThanTenSeconds() {
        Instant end = START.plusSeconds(3);
        pace.counted(START, end);
        assertThat(pace.allows(end.plusMillis(9_999))).isFalse();
        assertThat(pace.allows(end.plusSeconds(10))).isTrue();
    }
}
