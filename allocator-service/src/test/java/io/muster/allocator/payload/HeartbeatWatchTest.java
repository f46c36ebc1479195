package io.muster.allocator.payload;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeartbeatWatchTest {

    private static final Instant START = Instant.parse("2026-11-20T12:00:00Z");

    private final HeartbeatWatch watch = new HeartbeatWatch();

    @Test
    void countsSilenceFromItsFirstRound() {
        assertThat(watch.begin(START)).isEqualTo(START);
        watch.succeeded(START);

        assertThat(watch.begin(START.plusSeconds(1))).isEqualTo(START);
    }

    @Test
    void countsSilenceAfreshAfterATimeInWhichNothingCouldBeWrittenDown() {
        watch.begin(START);
        watch.succeeded(START);
        watch.begin(START.plusSeconds(1));
        Instant back = START.plusSeconds(30);

        assertThat(watch.begin(back)).isEqualTo(back);
    }

    @Test
    void saysThatItIsLateBeforeItsFirstRoundAndWhenRoundsFail() {
        assertThat(watch.late(START)).isTrue();
        watch.succeeded(START);

        assertThat(watch.late(START.plusSeconds(2))).isFalse();
        assertThat(watch.late(START.plusSeconds(4))).isTrue();
    }
}
