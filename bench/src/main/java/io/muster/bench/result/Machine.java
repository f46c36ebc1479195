package io.muster.bench.result;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a run ran on.
 *
 * @param cores processors this JVM may use
 */
public record Machine(int cores, long memoryGiB, String cpu, String java) {

    private static final long KIB_PER_GIB = 1024 * 1024;

    /** This machine; what the system does not tell is {@code unknown} or 0. */
    public static Machine here() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(memoryKiB() / (double) KIB_PER_GIB),
                valueOf(Path.of("/proc/cpuinfo"), "model name"),
                Runtime.version().toString());
    }

    private static long memoryKiB() {
        String total = valueOf(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", "");
        return total.isEmpty() ? 0 : Long.parseLong(total);
    }

    private static String valueOf(Path file, String name) {
        Predicate<String> wanted = line -> line.startsWith(name);
        if (!Files.isReadable(file)) {
            return "unknown";
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(wanted)
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
