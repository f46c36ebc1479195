package io.muster.allocator.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SurplusTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration DELAY = Duration.ofSeconds(5);

    @Test
    void isLeftAloneUntilItHasLasted() {
        Surplus surplus = Surplus.seen(null, 3, NOW);

        assertThat(surplus.removable(DELAY, NOW.plusMillis(4_999))).isZero();
        assertThat(surplus.removable(DELAY, NOW.plusSeconds(5))).isEqualTo(3);
    }

    @Test
    void isNoMoreThanItWasAllTheTime() {
        Surplus grown = Surplus.seen(Surplus.seen(null, 1, NOW), 10, NOW.plusSeconds(4));
        Surplus shrunk = Surplus.seen(Surplus.seen(null, 10, NOW), 2, NOW.plusSeconds(4));

        assertThat(grown.removable(DELAY, NOW.plusSeconds(5))).isEqualTo(1);
        assertThat(shrunk.removable(DELAY, NOW.plusSeconds(5))).isEqualTo(2);
    }

    @Test
    void isRemovedInStepsWithoutAnotherDelay() {
        Surplus left = Surplus.seen(null, 1_200, NOW).without(500);

        assertThat(Surplus.seen(left, 700, NOW.plusSeconds(5)).removable(DELAY, NOW.plusSeconds(5)))
                .isEqualTo(700);
    }

    @Test
    void isWatchedAfreshOnceItWasRemoved() {
        assertThat(Surplus.seen(null, 1, NOW).without(1)).isNull();
    }
}
