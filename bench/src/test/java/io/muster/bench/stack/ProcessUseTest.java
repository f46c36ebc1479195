package io.muster.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessUseTest {

    private static final String STAT =
            "42 (a name) with) S 1 1 1 0 -1 4194304 100 0 0 0 250 50 120 30 20 0 10 0 100 0 0";

    @Test
    void addsUserAndSystemTime() {
        assertThat(ProcessUse.cpuSeconds(STAT, 2)).isEqualTo(3.0);
    }

    @Test
    void addsTimeOfEndedChildren() {
        assertThat(ProcessUse.cpuSeconds(STAT, 4)).isEqualTo(4.5);
    }

    @Test
    void keepsTimeOfChildrenThatEndMeanwhile() throws Exception {
        String busyChild = "sh -c 'i=0; while [ $i -lt 400000 ]; do i=$((i+1)); done'";
        Process parent = new ProcessBuilder("sh", "-c", busyChild + "; echo ended; exec cat").start();
        try {
            assertThat(parent.inputReader().readLine()).isEqualTo("ended");

            double own = ProcessUse.of(parent.pid()).orElseThrow().cpuSeconds();
            assertThat(ProcessUse.ofTree(parent.pid()).orElseThrow().cpuSeconds())
                    .isGreaterThan(own);
        } finally {
            parent.destroyForcibly().waitFor();
        }
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
        Meter.Reading reading = new Meter.Reading(Map.of("a", 2.5), Map.of(), null);

        assertThat(reading.cpuSecondsPer1000(5000)).containsEntry("a", 0.5);
    }
}
