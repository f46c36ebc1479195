package io.muster.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A run of the {@code muster} script, with its output in a file. */
final class Program {

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * Starts the script.
     *
     * @param root the checkout
     * @param folder where the output goes
     * @param javaOptions of the services that it starts
     */
    static Program start(Path root, Path folder, List<String> arguments, List<String> javaOptions) {
        List<String> command = new ArrayList<>();
        command.add(root.resolve("muster").toString());
        command.addAll(arguments);
        try {
            Path output = Files.createTempFile(folder, arguments.getFirst() + "-", ".out");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
            // the reactor has packaged everything before these tests run
            builder.environment().put("MUSTER_BUILD", "no");
            builder.environment().put("MUSTER_JAVA_OPTIONS", String.join(" ", javaOptions));
            return new Program(builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the end and answers the exit code; a program that does not end in time is killed and answers -1. */
    int exitCode(Duration limit) throws InterruptedException {
        if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            return process.exitValue();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        return -1;
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
