package io.muster.launcher.control;

import io.muster.launcher.LauncherException;
import io.muster.launcher.part.PartRunner;
import io.muster.launcher.process.ProcessStarter;
import io.muster.launcher.process.Processes;
import io.muster.launcher.secret.SecretFiles;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFile;
import io.muster.launcher.stack.StackFolder;
import io.muster.launcher.stack.StackState;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A stack that is laid out in its data folder. Holds no processes: everything is read from the state file, so that any
 * number of launchers can work on the same stack.
 */
public final class Stack {

    private static final Duration KILL_PATIENCE = Duration.ofSeconds(15);

    private final StackFolder folder;
    private final StackFile file;
    private final boolean training;

    private Stack(StackFolder folder, boolean training) {
        this.folder = folder;
        this.training = training;
        this.file = new StackFile(folder);
    }

    /** The stack of a data folder, whether one is there or not. */
    public static Stack in(StackFolder folder) {
        return new Stack(folder, false);
    }

    /** The same, whose services write AOT caches when they are stopped, for later starts of any stack of this checkout. */
    public static Stack training(StackFolder folder) {
        return new Stack(folder, true);
    }

    public StackFolder folder() {
        return folder;
    }

    public Optional<StackState> state() {
        return file.read();
    }

    /**
     * The state of the stack.
     *
     * @throws LauncherException if there is no stack
     */
    public StackState require() {
        return file.require();
    }

    /** Writes down a new stack; nothing runs yet. */
    public void create(StackState state) {
        StackFolder.createPrivate(folder.data());
        file.create(state);
    }

    /** Starts one process unless it lives, and remembers it. Does not wait until it is ready. */
    public Part start(Part part) {
        if (Processes.isAlive(part)) {
            return part;
        }
        PartRunner runner = runners().of(part.id().name());
        try {
            runner.prepare(part);
        } catch (IOException e) {
            throw new LauncherException("could not prepare " + part.id() + ": " + e.getMessage(), e);
        }
        ProcessHandle process = new ProcessStarter(folder.temporary()).start(runner.spec(part));
        Part started = part.started(process.pid(), Processes.startedAt(process));
        file.update(current -> current.with(started));
        return started;
    }

    public boolean isReady(Part part) {
        return Processes.isAlive(part) && runners().of(part.id().name()).isReady(part);
    }

    /** Makes the databases of the services; PostgreSQL must be ready. */
    public void createDatabases() {
        runners().postgres().createDatabases(require().only(PartName.POSTGRES));
    }

    /** Ends one process at once, as a crash would. */
    public void kill(Part part) {
        Processes.of(part).ifPresent(process -> {
            process.destroyForcibly();
            Processes.ends(process, KILL_PATIENCE);
        });
    }

    /** Asks one process to end, and ends it after a while if it does not. */
    public void stop(Part part) {
        Processes.of(part).ifPresent(process -> {
            PartRunner runner = runners().of(part.id().name());
            Processes.signal(process.pid(), runner.stopSignal());
            if (!Processes.ends(process, runner.stopPatience())) {
                kill(part);
            }
        });
    }

    /** Asks several processes to end, at the same time. */
    public void stop(List<Part> parts) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> ends = parts.stream()
                    .<Future<?>>map(part -> threads.submit(() -> stop(part)))
                    .toList();
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw new LauncherException("could not stop a part: " + e.getCause().getMessage(), e);
        }
    }

    /** Forgets the stack; its data stays. */
    public void forget() {
        file.delete();
    }

    private Runners runners() {
        return Runners.of(folder, SecretFiles.load(folder), require(), training);
    }
}
