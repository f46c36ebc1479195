package io.muster.allocator.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The operating-system process of a payload: a shell that leads a session and process group of its own, runs the program
 * in it and writes down how it ended. Through the group everything the program starts can be signalled; through the shell
 * the exit code is known even when the service was not there to see it.
 */
final class PayloadProcess {

    /** Signals reach the program directly, as a member of the group; the shell must outlive it to write its exit code. */
    private static final String WATCH = """
            folder=$1; shift 2
            echo $$ > "$folder/pid"
            trap : TERM INT HUP
            "$@" >> "$folder/output" 2>&1 < /dev/null
            echo $? > "$folder/exit"
            """;

    private final ProcessHandle shell;
    private final PayloadFolder folder;

    private PayloadProcess(ProcessHandle shell, PayloadFolder folder) {
        this.shell = shell;
        this.folder = folder;
    }

    /**
     * Starts a program.
     *
     * @param serverId identity of the payload; part of the command line, where {@link #find} looks for it
     * @throws UncheckedIOException when it cannot be started
     */
    static PayloadProcess start(
            PayloadFolder folder, String serverId, List<String> command, Map<String, String> environment) {
        folder.prepare();
        List<String> watched = new ArrayList<>(
                List.of("setsid", "sh", "-c", WATCH, "payload", folder.path().toString(), serverId));
        watched.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(watched)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.output().toFile()));
        builder.environment().keySet().retainAll(List.of("PATH", "HOME", "LANG", "TZ", "TMPDIR", "JAVA_HOME"));
        builder.environment().putAll(environment);
        try {
            return new PayloadProcess(builder.start().toHandle(), folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.getFirst(), e);
        }
    }

    /**
     * The process of a payload that somebody else has started; empty when it does not run any more. Its number may not have
     * been written down yet, so whoever has none is looked for among all processes.
     */
    static Optional<PayloadProcess> find(PayloadFolder folder, String serverId) {
        Stream<ProcessHandle> candidates = folder.processId().isPresent()
                ? ProcessHandle.of(folder.processId().getAsLong()).stream()
                : ProcessHandle.allProcesses();
        String arguments = folder.path() + "\0" + serverId + "\0";
        return candidates
                .filter(ProcessHandle::isAlive)
                .filter(handle -> commandLine(handle.pid()).contains(arguments))
                .map(handle -> new PayloadProcess(handle, folder))
                .findFirst();
    }

    long processId() {
        return shell.pid();
    }

    /** Completes when the program has ended. */
    CompletableFuture<Void> ended() {
        return shell.onExit().thenApply(_ -> null);
    }

    /** Asks the whole group to end. */
    void terminate() {
        signal("TERM");
    }

    /** Ends the whole group. */
    void kill() {
        signal("KILL");
    }

    PayloadFolder folder() {
        return folder;
    }

    /** A group lives as long as any member, also when its leader is gone, and its number is not used again meanwhile. */
    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", "-s", name, "--", "-" + shell.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.waitFor(5, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot signal process group " + shell.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String commandLine(long pid) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return ""; // it has just ended
        }
    }
}
