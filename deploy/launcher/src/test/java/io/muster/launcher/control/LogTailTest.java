package io.muster.launcher.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path folder;

    @Test
    void answersTheLastLines() throws IOException {
        Path log = folder.resolve("x.log");
        Files.writeString(
                log, IntStream.rangeClosed(1, 10_000).mapToObj(i -> "line " + i).collect(Collectors.joining("\n")));

        assertThat(LogTail.of(log, 2)).isEqualTo("line 9999\nline 10000\n");
    }

    @Test
    void answersAllOfAShortLog() throws IOException {
        Path log = folder.resolve("x.log");
        Files.writeString(log, "only\n");

        assertThat(LogTail.of(log, 25)).isEqualTo("only\n");
    }

    @Test
    void answersNothingWithoutALog() {
        assertThat(LogTail.of(folder.resolve("missing.log"), 25)).isEmpty();
    }
}
