package io.muster.launcher.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;

/**
 * The ahead-of-time cache of the JVM (JEP 514 and 515) beside what is packaged, a service or Kafka's libraries: classes as they
 * are after loading, and what the compilers learned about them. A start with it is faster (docs/performance.md). It fits one build, one JVM
 * and the same options; the JVM leaves out one that does not fit.
 */
public final class AotCache {

    /** A minute where all write at a time, on four cores. */
    static final Duration WRITING = Duration.ofMinutes(5);

    private AotCache() {}

    /** Options of a JVM that writes the cache when it ends in order; the cache of before is gone at once. */
    static List<String> record(Path packaged) {
        Path cache = beside(packaged);
        try {
            Files.deleteIfExists(cache);
        } catch (IOException e) {
            throw new UncheckedIOException("could not delete " + cache, e);
        }
        return List.of("-XX:AOTCacheOutput=" + cache);
    }

    /** Options of a JVM that uses the cache; none when there is no cache, or only one of an earlier build. */
    static List<String> use(Path packaged) {
        return exists(packaged) ? List.of("-XX:AOTCache=" + beside(packaged)) : List.of();
    }

    /** Whether there is a cache of this build. */
    public static boolean exists(Path packaged) {
        Path cache = beside(packaged);
        return Files.exists(cache) && modified(cache).compareTo(modified(packaged)) > 0;
    }

    private static Path beside(Path packaged) {
        return packaged.resolveSibling("app.aot");
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException("could not read the time of " + file, e);
        }
    }
}
