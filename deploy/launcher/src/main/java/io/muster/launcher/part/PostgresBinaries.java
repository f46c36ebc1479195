package io.muster.launcher.part;

import io.muster.launcher.LauncherException;
import io.muster.launcher.stack.StackFolder;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.util.ArchUtils;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks the PostgreSQL that comes as a library for this system. */
final class PostgresBinaries {

    private static final int EXECUTABLE = 0100;

    private PostgresBinaries() {}

    /** Unpacks into the folder unless it is there; it appears as a whole or not at all. */
    static void unpack(Path folder) throws IOException {
        if (Files.exists(folder)) {
            return;
        }
        Path next = folder.resolveSibling(folder.getFileName() + ".next");
        StackFolder.delete(next);
        Files.createDirectories(next);
        try (InputStream archive = archive();
                TarArchiveInputStream entries =
                        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                unpack(entry, entries, next);
            }
        }
        Files.move(next, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    private static InputStream archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac") ? "Darwin" : "Linux";
        String machine = ArchUtils.normalize(System.getProperty("os.arch"));
        InputStream archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, machine);
        if (archive == null) {
            throw new LauncherException("there is no PostgreSQL for " + system + " on " + machine
                    + " among the libraries; use docker-compose.yml on this machine");
        }
        return archive;
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path folder) throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive points outside of itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, target, StandardCopyOption.REPLACE_EXISTING);
            boolean executable = (entry.getMode() & EXECUTABLE) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
