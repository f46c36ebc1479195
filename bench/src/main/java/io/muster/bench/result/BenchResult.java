package io.muster.bench.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.Map;

/**
 * The result of one run, in the form all benchmarks share so that runs can be compared.
 *
 * @param benchmark name of the benchmark, also of the file
 * @param commit what was measured; ends in {@code +changes} when the working tree differed from it
 * @param parameters every option that shapes the run, the seed included
 * @param throughputPerSecond units of work done per second of the measured time
 * @param cpuSecondsPer1000 processor time each process spent on 1,000 units of work
 * @param processors what all processors of the machine did in the measured time; null where that is not known
 * @param residentMiB memory of each process at the end of the measured time
 * @param books what was accepted and how it ended; null for benchmarks that keep none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
    "benchmark",
    "at",
    "commit",
    "machine",
    "parameters",
    "throughputPerSecond",
    "latencyMs",
    "cpuSecondsPer1000",
    "processors",
    "residentMiB",
    "books"
})
public record BenchResult(
        String benchmark,
        Instant at,
        String commit,
        Machine machine,
        Map<String, Object> parameters,
        double throughputPerSecond,
        LatencyMs latencyMs,
        Map<String, Double> cpuSecondsPer1000,
        Processors processors,
        Map<String, Long> residentMiB,
        Map<String, Object> books) {

    /** What the processors did, for people. */
    public String processorsText() {
        return processors == null ? "unknown" : processors.text();
    }
}
