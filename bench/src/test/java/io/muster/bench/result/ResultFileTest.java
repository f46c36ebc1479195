package io.muster.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultFileTest {

    private static final List<String> SHARED_FORM = List.of(
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
            "books");

    @TempDir
    Path folder;

    @Test
    void writesTheFormAllBenchmarksShare() throws IOException {
        Path file = ResultFile.write(folder, sample());

        JsonNode written = new ObjectMapper().readTree(file.toFile());

        assertThat(file).hasFileName("pipeline.json");
        assertThat(written.fieldNames()).toIterable().containsExactlyElementsOf(SHARED_FORM);
        assertThat(written.path("machine").fieldNames())
                .toIterable()
                .containsExactly("cores", "memoryGiB", "cpu", "java");
        assertThat(written.path("latencyMs").fieldNames())
                .toIterable()
                .containsExactly("p50", "p90", "p99", "p999", "max");
        assertThat(written.path("at").asText()).isEqualTo("2026-01-01T00:00:00Z");
    }

    @Test
    void readsBackWhatItWrote() {
        assertThat(ResultFile.read(ResultFile.write(folder, sample()))).isEqualTo(sample());
    }

    @Test
    void givesQuantilesInMilliseconds() {
        Histogram nanos = new Histogram(3);
        nanos.recordValue(2_500_000);

        assertThat(LatencyMs.of(nanos).p50()).isEqualTo(2.5);
    }

    @Test
    void keepsAllResultsOfTheRepositoryInTheSharedForm() throws IOException {
        Path results = Path.of("results");
        try (Stream<Path> files = Files.isDirectory(results) ? Files.list(results) : Stream.<Path>empty()) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))).allSatisfy(file -> {
                BenchResult result = ResultFile.read(file);
                assertThat(file).hasFileName(result.benchmark() + ".json");
                assertThat(result.machine().cores()).isPositive();
                assertThat(result.at()).isNotNull();
            });
        }
    }

    private static BenchResult sample() {
        return new BenchResult(
                "pipeline",
                Instant.parse("2026-01-01T00:00:00Z"),
                "abc",
                new Machine(4, 16, "cpu", "25"),
                Map.of("rate", 200),
                199.5,
                new LatencyMs(1, 2, 3, 4, 5),
                Map.of("ticket-service-1", 0.2),
                new Processors(3.2, 0.5, 0.3),
                Map.of("ticket-service-1", 200L),
                Map.of("accepted", 10, "balanced", true));
    }
}
