package io.muster.allocator.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is kept on disk about a payload process, so that a replica that comes after the one that started it knows it again:
 * its process id, its exit code once it has ended, and its output.
 */
final class PayloadFolder {

    private final Path path;

    PayloadFolder(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    Path output() {
        return path.resolve("output");
    }

    /** Makes room for a new run of the program; the output of earlier runs stays. */
    void prepare() {
        try {
            Files.createDirectories(path);
            Files.deleteIfExists(path.resolve("pid"));
            Files.deleteIfExists(path.resolve("exit"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    OptionalLong processId() {
        return number("pid").stream().mapToLong(Long::longValue).findFirst();
    }

    /** Empty while the program runs, and when something killed it together with the shell that watched it. */
    OptionalInt exitCode() {
        return number("exit").stream().mapToInt(Long::intValue).findFirst();
    }

    /** Drops the older half of the output when there is more than the limit. */
    void boundOutput(long limit) {
        try {
            if (!Files.exists(output()) || Files.size(output()) <= limit) {
                return;
            }
            // The program appends, so it goes on at the end of whatever is left here.
            try (FileChannel file = FileChannel.open(output(), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                ByteBuffer tail = ByteBuffer.allocate((int) Math.min(limit / 2, Integer.MAX_VALUE));
                file.read(tail, file.size() - tail.capacity());
                file.truncate(0);
                file.write(tail.flip(), 0);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Long> number(String name) {
        try {
            String text = Files.readString(path.resolve(name)).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(text));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
