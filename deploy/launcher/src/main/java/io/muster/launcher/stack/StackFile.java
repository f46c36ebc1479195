package io.muster.launcher.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.launcher.LauncherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The state file of a stack. Several launchers may run at once: changes happen under a file lock and appear whole. */
public final class StackFile {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final StackFolder folder;

    public StackFile(StackFolder folder) {
        this.folder = folder;
    }

    /** Empty when no stack was started in this data folder, or it was stopped. */
    public Optional<StackState> read() {
        Path file = folder.stateFile();
        try {
            return Files.exists(file) ? Optional.of(JSON.readValue(file.toFile(), StackState.class)) : Optional.empty();
        } catch (IOException e) {
            throw new LauncherException(
                    file + " cannot be read (" + e.getMessage() + "); stop its processes and delete it", e);
        }
    }

    /** The state of a stack that must be there. */
    public StackState require() {
        return read().orElseThrow(() -> new LauncherException(
                "no stack is running with its data in " + folder.data() + "; start one with ./muster up"));
    }

    /** Writes the first state of a stack. */
    public void create(StackState state) {
        locked(() -> {
            if (read().isPresent()) {
                throw new LauncherException("a stack is already running with its data in " + folder.data()
                        + "; see ./muster status, stop it with ./muster down");
            }
            write(state);
        });
    }

    /** Changes the state; the change sees what other launchers have written before. */
    public void update(UnaryOperator<StackState> change) {
        locked(() -> write(change.apply(require())));
    }

    public void delete() {
        locked(() -> {
            try {
                Files.deleteIfExists(folder.stateFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void write(StackState state) {
        Path file = folder.stateFile();
        Path next = file.resolveSibling("stack.json.next");
        try {
            JSON.writeValue(next.toFile(), state);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("could not write " + file, e);
        }
    }

    /** Threads of this JVM queue on the monitor, other launchers on the file lock. */
    private void locked(Runnable work) {
        synchronized (StackFile.class) {
            try (FileChannel channel =
                            FileChannel.open(folder.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (!lock.isValid()) {
                    throw new IOException("lost the lock");
                }
                work.run();
            } catch (IOException e) {
                throw new UncheckedIOException("could not lock " + folder.lockFile(), e);
            }
        }
    }
}
