package io.muster.allocator.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputPruningTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final OutputPruning PRUNING = new OutputPruning(Duration.ofHours(24), 1_000);

    @TempDir
    Path folders;

    @Test
    void removesWhatIsTooOld() throws IOException {
        payload("old", 10, Duration.ofHours(25));
        payload("young", 10, Duration.ofHours(23));

        assertThat(PRUNING.prune(folders, Set.of(), NOW)).isEqualTo(1);
        assertThat(names()).containsExactly("young");
    }

    @Test
    void removesTheOldestWhileThereIsTooMuch() throws IOException {
        payload("first", 400, Duration.ofHours(3));
        payload("second", 400, Duration.ofHours(2));
        payload("third", 400, Duration.ofHours(1));

        PRUNING.prune(folders, Set.of(), NOW);

        assertThat(names()).containsExactlyInAnyOrder("second", "third");
    }

    @Test
    void keepsWhatRunsHoweverOldAndLarge() throws IOException {
        payload("running", 5_000, Duration.ofDays(3));

        PRUNING.prune(folders, Set.of("running"), NOW);

        assertThat(names()).containsExactly("running");
    }

    @Test
    void keepsWhatWasWrittenToJustNowBecauseItMayBeStartedAgain() throws IOException {
        payload("restarting", 5_000, Duration.ofMinutes(1));

        PRUNING.prune(folders, Set.of(), NOW);

        assertThat(names()).containsExactly("restarting");
    }

    @Test
    void aLinkToNowhereDoesNotKeepAFolder() throws IOException {
        payload("old", 10, Duration.ofHours(25));
        Path folder = folders.resolve("old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("nowhere"));
        FileTime longAgo = FileTime.from(NOW.minus(Duration.ofHours(25)));
        Files.getFileAttributeView(link, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(longAgo, null, null);
        Files.setLastModifiedTime(folder, longAgo);

        PRUNING.prune(folders, Set.of(), NOW);

        assertThat(names()).isEmpty();
    }

    @Test
    void findsNothingToDoBeforeTheFirstPayload() {
        assertThat(PRUNING.prune(folders.resolve("none"), Set.of(), NOW)).isZero();
    }

    private void payload(String name, int bytes, Duration age) throws IOException {
        Path folder = Files.createDirectory(folders.resolve(name));
        Path output = Files.write(folder.resolve("output"), new byte[bytes]);
        FileTime time = FileTime.from(NOW.minus(age));
        Files.setLastModifiedTime(output, time);
        Files.setLastModifiedTime(folder, time);
    }

    private Stream<String> names() throws IOException {
        try (Stream<Path> found = Files.list(folders)) {
            return found.map(folder -> folder.getFileName().toString()).toList().stream();
        }
    }
}
