package io.muster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SendQueueTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final SendQueue queue = new SendQueue(100, 3);

    @Test
    void refusesWhatExceedsItsBytes() {
        assertThat(queue.offer(entry(60))).isTrue();
        assertThat(queue.offer(entry(60))).isFalse();
    }

    @Test
    void refusesWhatExceedsItsMessages() {
        queue.offer(entry(1));
        queue.offer(entry(1));
        queue.offer(entry(1));

        assertThat(queue.offer(entry(1))).isFalse();
    }

    @Test
    void takesOneLargeMessageWhenNothingElseWaits() {
        assertThat(queue.offer(entry(500))).isTrue();
    }

    @Test
    void isStuckWhenNothingLeavesForLongerThanTheLimit() {
        queue.offer(entry(10));
        queue.take(NOW);

        assertThat(queue.isStuck(NOW.plusSeconds(9), LIMIT)).isFalse();
        assertThat(queue.isStuck(NOW.plusSeconds(11), LIMIT)).isTrue();
    }

    @Test
    void isNotStuckWhileSomethingLeaves() {
        queue.offer(entry(10));
        queue.offer(entry(10));
        queue.take(NOW);
        queue.take(NOW);
        queue.written(NOW.plusSeconds(8));

        assertThat(queue.isStuck(NOW.plusSeconds(11), LIMIT)).isFalse();
        assertThat(queue.isStuck(NOW.plusSeconds(19), LIMIT)).isTrue();
    }

    @Test
    void isNotStuckWhenNothingWaits() {
        queue.offer(entry(10));
        queue.take(NOW);
        queue.written(NOW);

        assertThat(queue.isStuck(NOW.plusSeconds(60), LIMIT)).isFalse();
    }

    private static SendQueue.Entry entry(int bytes) {
        return new SendQueue.Entry("x", bytes, () -> {});
    }
}
