package io.muster.bench.pipeline;

import io.muster.bench.books.Books;
import io.muster.bench.result.BenchResult;
import io.muster.bench.result.LatencyMs;
import java.util.stream.Collectors;

/** The result of a run for people. */
final class PipelineReport {

    private PipelineReport() {}

    static String text(BenchResult result, Books books) {
        LatencyMs latency = result.latencyMs();
        String cpu = result.cpuSecondsPer1000().entrySet().stream()
                .map(process -> "%s %.2f".formatted(process.getKey(), process.getValue()))
                .collect(Collectors.joining(", "));
        String memory = result.residentMiB().entrySet().stream()
                .map(process -> "%s %d".formatted(process.getKey(), process.getValue()))
                .collect(Collectors.joining(", "));
        String faults =
                books.faults().stream().map(fault -> "\n  FAULT " + fault).collect(Collectors.joining());
        return """

                assigned            %.1f tickets/s
                create to assigned  p50 %.1f  p90 %.1f  p99 %.1f  p99.9 %.1f  max %.1f ms
                CPU s per 1,000     %s
                processors          %s
                resident MiB        %s
                books               accepted %,d = assigned %,d + cancelled %,d (%s of them left over) + expired %,d + failed %,d; open %d, unknown %d, refused %d; %,d sessions
                                    %s%s""".formatted(
                        result.throughputPerSecond(),
                        latency.p50(),
                        latency.p90(),
                        latency.p99(),
                        latency.p999(),
                        latency.max(),
                        cpu,
                        result.processorsText(),
                        memory,
                        books.accepted(),
                        books.assigned(),
                        books.cancelled(),
                        result.books().get("ofThemLeftOver"),
                        books.expired(),
                        books.failed(),
                        books.open(),
                        books.unknown(),
                        books.refused(),
                        books.sessions(),
                        books.balanced() ? "balanced" : "NOT BALANCED",
                        faults);
    }
}
