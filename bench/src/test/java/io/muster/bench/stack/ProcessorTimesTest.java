package io.muster.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.bench.result.Processors;
import org.junit.jupiter.api.Test;

class ProcessorTimesTest {

    private static final String BEFORE = """
            cpu  1000 10 200 5000 100 5 15 300 77 0
            cpu0 500 5 100 2500 50 3 7 150 40 0
            cpu1 500 5 100 2500 50 2 8 150 37 0
            intr 12345
            """;

    @Test
    void countsEverythingButIdleAndStolenAsBusy() {
        assertThat(ProcessorTimes.of(BEFORE)).isEqualTo(new ProcessorTimes(1230, 5100, 300, 2));
    }

    @Test
    void tellsTheMeanInCores() {
        ProcessorTimes after = ProcessorTimes.of(
                BEFORE.replace("cpu  1000", "cpu  1100").replace("5000 100 5 15 300", "5040 110 5 15 350"));

        assertThat(after.since(ProcessorTimes.of(BEFORE))).isEqualTo(new Processors(1.0, 0.5, 0.5));
    }

    @Test
    void tellsNothingWhenNoTimeHasPassed() {
        ProcessorTimes now = ProcessorTimes.of(BEFORE);

        assertThat(now.since(now)).isEqualTo(new Processors(0, 0, 0));
    }

    @Test
    void readsThisMachine() {
        ProcessorTimes now = ProcessorTimes.now().orElseThrow();

        assertThat(now.cores()).isPositive();
        assertThat(now.busy()).isPositive();
    }
}
