package io.muster.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessUseTest {

    @Test
    void addsUserAndSystemTime() {
        String stat = "42 (a name) with) S 1 1 1 0 -1 4194304 100 0 0 0 250 50 0 0 20 0 10 0 100 0 0";

        assertThat(ProcessUse.cpuSeconds(stat)).isEqualTo(3.0);
    }

    @Test
    void readsResidentMemory() {
        assertThat(ProcessUse.residentMiB("Name:\tjava\nVmRSS:\t  204800 kB\n")).isEqualTo(200);
    }

    @Test
    void readsThisProcess() {
        assertThat(ProcessUse.of(ProcessHandle.current().pid()))
                .hasValueSatisfying(use -> assertThat(use.residentMiB()).isPositive());
    }

    @Test
    void leavesOutProcessesThatAreGone() {
        Meter meter = new Meter(Map.of("gone", Long.MAX_VALUE));

        assertThat(meter.read().cpuSeconds()).isEmpty();
    }

    @Test
    void relatesProcessorTimeToThousandUnits() {
        Meter.Reading reading = new Meter.Reading(Map.of("a", 2.5), Map.of());

        assertThat(reading.cpuSecondsPer1000(5000)).containsEntry("a", 0.5);
    }
}
