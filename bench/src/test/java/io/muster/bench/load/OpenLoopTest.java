package io.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    @Test
    void startsNothingBeforeItsTime() throws InterruptedException {
        long[] arrivals = {0, 2_000_000, 5_000_000};
        List<Long> early = new ArrayList<>();

        OpenLoop.run(arrivals, System.nanoTime(), (number, intended) -> {
            if (System.nanoTime() < intended) {
                early.add(intended);
            }
        });

        assertThat(early).isEmpty();
    }

    @Test
    void tellsTheIntendedTimeEvenWhenItIsLate() throws InterruptedException {
        long start = System.nanoTime() - 1_000_000_000;
        List<Long> intended = new ArrayList<>();

        OpenLoop.run(new long[] {10, 20}, start, (number, time) -> intended.add(time));

        assertThat(intended).containsExactly(start + 10, start + 20);
    }
}
