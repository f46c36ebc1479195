package io.muster.allocator.node;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A replica's place in the data folder. The first replica that shares the folder holds slot 0, the next one slot 1; a
 * slot is free again when its holder ends, however it ends, because the operating system lets go of the lock. Whoever
 * takes a slot next takes over what its last holder ran.
 */
public final class NodeSlot implements AutoCloseable {

    private static final int MOST = 64;

    private final Path folder;
    private final String node;
    private final FileChannel lockFile;
    private final FileLock lock;

    private NodeSlot(Path folder, String node, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.node = node;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /** Takes the first free slot below a folder. */
    public static NodeSlot take(Path dataDir) {
        try {
            for (int number = 0; number < MOST; number++) {
                Path folder = Files.createDirectories(dataDir.resolve("node-" + number));
                FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = tryLock(file);
                if (lock != null) {
                    return new NodeSlot(folder, identity(folder), file, lock);
                }
                file.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the data folder " + dataDir, e);
        }
        throw new IllegalStateException("more than " + MOST + " replicas share the data folder " + dataDir);
    }

    /** What is kept here outlives the replica. */
    public Path folder() {
        return folder;
    }

    /** Never given to another folder, so that two hosts never take each other's payloads for their own. */
    public String node() {
        return node;
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (java.nio.channels.OverlappingFileLockException e) {
            return null; // held by this very process, as by the one before in a test
        }
    }

    private static String identity(Path folder) throws IOException {
        Path file = folder.resolve("node-id");
        if (Files.exists(file)) {
            return Files.readString(file).strip();
        }
        String made = UUID.randomUUID().toString();
        Files.writeString(file, made, StandardOpenOption.CREATE_NEW);
        return made;
    }
}
