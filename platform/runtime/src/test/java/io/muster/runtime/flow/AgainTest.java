package io.muster.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AgainTest {

    private static final int MANY = 100_000;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicInteger rounds = new AtomicInteger();

    @Test
    void needsNoMoreStackForManyRoundsThatAreDoneAtOnce() {
        Again.whilst(round -> round < MANY, () -> Uni.createFrom().item(rounds::incrementAndGet))
                .await()
                .atMost(LONG);

        assertThat(rounds).hasValue(MANY);
    }

    @Test
    void needsNoMoreStackForManyRoundsThatAreDoneElsewhere() {
        try (ExecutorService elsewhere = Executors.newFixedThreadPool(2)) {
            Again.<Integer>whilst(
                            round -> round < MANY,
                            () -> Uni.createFrom()
                                    .emitter(emitter ->
                                            elsewhere.execute(() -> emitter.complete(rounds.incrementAndGet()))))
                    .await()
                    .atMost(LONG);
        }

        assertThat(rounds).hasValue(MANY);
    }

    @Test
    void doesTheWorkOnceWhenThereIsNoMore() {
        Again.whilst(round -> false, () -> Uni.createFrom().item(rounds::incrementAndGet))
                .await()
                .atMost(LONG);

        assertThat(rounds).hasValue(1);
    }

    @Test
    void endsWithTheFirstFailure() {
        Uni<Void> work = Again.<Integer>whilst(
                round -> true,
                () -> rounds.incrementAndGet() == 3
                        ? Uni.createFrom().failure(new IllegalStateException("three"))
                        : Uni.createFrom().item(1));

        assertThatThrownBy(() -> work.await().atMost(LONG)).hasMessage("three");
    }
}
