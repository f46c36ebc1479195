package io.muster.launcher.control;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, without reading the rest of it. */
public final class LogTail {

    private static final int BYTES_PER_LINE = 400;

    private LogTail() {}

    /** At most that many of the last lines, each ended by a line feed; empty when there is no file. */
    public static String of(Path log, int lines) {
        if (!Files.exists(log)) {
            return "";
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            long from = Math.max(0, file.length() - (long) lines * BYTES_PER_LINE);
            byte[] end = new byte[(int) (file.length() - from)];
            file.seek(from);
            file.readFully(end);
            List<String> all = new String(end, StandardCharsets.UTF_8).lines().toList();
            List<String> last = all.subList(Math.max(0, all.size() - lines), all.size());
            return last.isEmpty() ? "" : String.join("\n", last) + "\n";
        } catch (IOException e) {
            return "(" + log + " cannot be read: " + e.getMessage() + ")\n";
        }
    }
}
