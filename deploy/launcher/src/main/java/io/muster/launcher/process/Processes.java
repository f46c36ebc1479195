package io.muster.launcher.process;

import io.muster.launcher.LauncherException;
import io.muster.launcher.stack.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** Looks at and signals the processes of a stack, never one that merely got the same process id later. */
public final class Processes {

    /** The system derives start times from its boot time, which moves a little when its clock is corrected. */
    private static final long CLOCK_TOLERANCE_MILLIS = 2_000;

    private Processes() {}

    /** The live process of a part, or empty when it has ended. */
    public static Optional<ProcessHandle> of(Part part) {
        return part.pid() == 0
                ? Optional.empty()
                : ProcessHandle.of(part.pid())
                        .filter(ProcessHandle::isAlive)
                        .filter(process ->
                                Math.abs(startedAt(process) - part.startedAtMillis()) <= CLOCK_TOLERANCE_MILLIS);
    }

    public static boolean isAlive(Part part) {
        return of(part).isPresent();
    }

    /** The live processes that run an executable file, whoever started them. */
    public static List<ProcessHandle> running(Path executable) throws IOException {
        String path = executable.toRealPath().toString();
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().filter(path::equals).isPresent())
                .toList();
    }

    /** Milliseconds since the epoch, 0 when the system does not tell. */
    public static long startedAt(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    }

    /** Sends a signal by name, such as {@code INT}, which Java itself cannot. */
    public static void signal(long pid, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, "--", Long.toString(pid))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new LauncherException("could not send " + signal + " to process " + pid, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for the end and answers whether it came in time. */
    public static boolean ends(ProcessHandle process, Duration patience) {
        CompletableFuture<ProcessHandle> end = process.onExit();
        try {
            end.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
            return true;
        } catch (CompletionException e) {
            return !process.isAlive();
        }
    }
}
