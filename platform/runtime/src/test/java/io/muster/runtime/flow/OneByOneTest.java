package io.muster.runtime.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OneByOneTest {

    private static final int MANY = 100_000;
    private static final Duration LONG = Duration.ofSeconds(60);

    private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());

    private static List<Integer> items(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private Uni<Void> work(int item) {
        return Uni.createFrom().voidItem().invoke(() -> done.add(item));
    }

    @Test
    void needsNoMoreStackForManyItemsThatAreDoneAtOnce() {
        OneByOne.each(items(MANY), this::work).await().atMost(LONG);

        assertThat(done).hasSize(MANY);
    }

    @Test
    void startsAnItemWhenTheOneBeforeIsDone() {
        try (ExecutorService elsewhere = Executors.newFixedThreadPool(4)) {
            OneByOne.each(
                            items(200),
                            item -> Uni.createFrom()
                                    .emitter(emitter -> elsewhere.execute(() -> {
                                        done.add(item);
                                        emitter.complete(null);
                                    })))
                    .await()
                    .atMost(LONG);
        }

        assertThat(done).isEqualTo(items(200));
    }

    @Test
    void leavesTheItemsAfterAFailureAlone() {
        Uni<Void> all = OneByOne.each(
                items(5), item -> item == 2 ? Uni.createFrom().failure(new IllegalStateException("two")) : work(item));

        assertThatThrownBy(() -> all.await().atMost(LONG)).hasMessage("two");
        assertThat(done).containsExactly(0, 1);
    }

    @Test
    void completesWhenThereIsNothingToDo() {
        OneByOne.each(List.<Integer>of(), this::work).await().atMost(LONG);

        assertThat(done).isEmpty();
    }
}
