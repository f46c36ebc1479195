package io.muster.allocator.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The end of a payload's output. Blocks. */
final class OutputTail {

    private OutputTail() {}

    /**
     * A piece of the output.
     *
     * @param next where to go on reading; less than before when the older half was dropped meanwhile
     */
    record Piece(String text, long next) {}

    /** The last bytes of a file; nothing when there is none. */
    static Piece last(Path file, int most) {
        return from(file, Math.max(0, size(file) - most), most);
    }

    /** What was written after a place, from the start when the file has become shorter than that. */
    static Piece from(Path file, long place, int most) {
        if (!Files.exists(file)) {
            return new Piece("", 0);
        }
        long start = place > size(file) ? 0 : place;
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(most);
            int count = Math.max(0, channel.read(bytes, start));
            return new Piece(new String(bytes.array(), 0, count, StandardCharsets.UTF_8), start + count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
