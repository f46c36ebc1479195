package io.muster.launcher.process;

import io.muster.launcher.LauncherException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Starts processes that live on their own: they keep running when the launcher ends, and Ctrl-C in the terminal reaches the
 * launcher only, which then stops them in the right order.
 */
public final class ProcessStarter {

    static final String TEMPORARY = "TMPDIR";

    private final List<String> prefix = prefix();
    private final Path temporary;

    /** Uses the temporary folder of the stack, which must not be shared with anything else. */
    public ProcessStarter(Path temporary) {
        this.temporary = temporary;
    }

    /** Starts it and answers at once; whether it becomes ready is another question. */
    public ProcessHandle start(ProcessSpec spec) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(spec.command());
        try {
            Files.createDirectories(spec.log().getParent());
            Files.createDirectories(temporary);
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(spec.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(ProcessStarter::isForeign);
            environment.putAll(spec.environment());
            environment.put(TEMPORARY, temporary.toString());
            preferOwnJava(environment);
            return builder.start().toHandle();
        } catch (IOException e) {
            throw new LauncherException("could not start " + spec.command().getFirst() + ": " + e.getMessage(), e);
        }
    }

    /** Game servers that are started as {@code java} shall run on the JDK that was found, whatever the PATH says. */
    private static void preferOwnJava(Map<String, String> environment) {
        String home = System.getProperty("java.home");
        environment.put("JAVA_HOME", home);
        environment.merge("PATH", home + "/bin", (path, own) -> own + File.pathSeparator + path);
    }

    /** A shell's own settings must not change the configuration of a service behind the launcher's back. */
    private static boolean isForeign(String variable) {
        return variable.startsWith("QUARKUS_") || variable.startsWith("KAFKA_") || variable.equals("JAVA_TOOL_OPTIONS");
    }

    /** A session of its own where the system has the tool for it, else a shell that makes the process deaf to Ctrl-C. */
    private static List<String> prefix() {
        return Stream.of("/usr/bin/setsid", "/bin/setsid")
                .filter(tool -> Files.isExecutable(Path.of(tool)))
                .findFirst()
                .map(List::of)
                .orElse(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
    }
}
