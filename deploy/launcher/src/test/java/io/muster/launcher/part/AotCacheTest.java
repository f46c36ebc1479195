package io.muster.launcher.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which cache a service starts with. That the JVM takes it is shown by the restart test of match-function-service. */
class AotCacheTest {

    private static final Instant BUILT = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    private Path jar;
    private Path cache;

    @BeforeEach
    void build() throws IOException {
        jar = write("quarkus-run.jar", BUILT);
        cache = folder.resolve("app.aot");
    }

    @Test
    void aServiceThatWasNeverTrainedStartsWithoutACache() {
        assertThat(AotCache.use(jar)).isEmpty();
    }

    @Test
    void aTrainedServiceStartsWithItsCache() throws IOException {
        write("app.aot", BUILT.plusSeconds(60));

        assertThat(AotCache.use(jar)).containsExactly("-XX:AOTCache=" + cache);
    }

    @Test
    void theCacheOfAnEarlierBuildIsNotUsed() throws IOException {
        write("app.aot", BUILT.minusSeconds(60));

        assertThat(AotCache.use(jar)).isEmpty();
    }

    @Test
    void aTrainingRunReplacesTheCacheOfBefore() throws IOException {
        write("app.aot", BUILT.plusSeconds(60));

        assertThat(AotCache.record(jar)).containsExactly("-XX:AOTCacheOutput=" + cache);
        assertThat(cache).doesNotExist();
    }

    @Test
    void librariesHaveTheirCacheBesideThem() throws IOException {
        Path libraries = Files.createDirectory(folder.resolve("lib"));
        Files.setLastModifiedTime(libraries, FileTime.from(BUILT));
        write("app.aot", BUILT.plusSeconds(60));

        assertThat(AotCache.use(libraries)).containsExactly("-XX:AOTCache=" + cache);
    }

    private Path write(String name, Instant modified) throws IOException {
        Path file = Files.writeString(folder.resolve(name), name);
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }
}
