package io.muster.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeriodicTimerTest {

    private static final Duration PERIOD = Duration.ofMillis(5);
    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger rounds = new AtomicInteger();
    private final AtomicInteger ticks = new AtomicInteger();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private PeriodicTimer every(Duration longestRound, Supplier<Uni<Void>> work) {
        return PeriodicTimer.every(vertx, PERIOD, longestRound, "a round", () -> {
            rounds.incrementAndGet();
            return work.get();
        });
    }

    private void awaitTicks(int more) {
        int target = ticks.get() + more;
        await().atMost(LONG).until(() -> ticks.get() >= target);
    }

    @Test
    void goesOnAfterARoundThatFails() {
        every(NEVER, () -> Uni.createFrom().failure(new IllegalStateException("away")));

        await().atMost(LONG).until(() -> rounds.get() > 2);
    }

    @Test
    void goesOnAfterARoundThatThrows() {
        every(NEVER, () -> {
            throw new IllegalStateException("away");
        });

        await().atMost(LONG).until(() -> rounds.get() > 2);
    }

    @Test
    void goesOnAfterARoundThatNeverEnds() {
        every(SOON, () -> Uni.createFrom().nothing());

        await().atMost(LONG).until(() -> rounds.get() > 2);
    }

    @Test
    void leavesOutRoundsWhileOneIsRunning() {
        every(NEVER, () -> Uni.createFrom().nothing());
        vertx.setPeriodic(PERIOD.toMillis(), _ -> ticks.incrementAndGet());

        awaitTicks(20);

        assertThat(rounds).hasValue(1);
    }

    @Test
    void beginsNoRoundOnceItIsStopped() {
        every(NEVER, () -> Uni.createFrom().voidItem()).stop();
        vertx.setPeriodic(PERIOD.toMillis(), _ -> ticks.incrementAndGet());

        awaitTicks(20);

        assertThat(rounds).hasValue(0);
    }
}
