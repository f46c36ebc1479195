package io.muster.launcher.control;

import io.muster.launcher.LauncherException;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import io.muster.launcher.stack.StackState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Runs a program of the project, such as the demo, in this terminal. It learns about the stack from its environment:
 * {@code MUSTER_ROOT} and {@code MUSTER_DATA} always, {@code MUSTER_GATEWAY_URL} when a stack is there.
 */
public final class ModuleRun {

    private final Stack stack;
    private final Path jar;
    private final List<String> javaOptions;

    private ModuleRun(Stack stack, Path jar, List<String> javaOptions) {
        this.stack = stack;
        this.jar = jar;
        this.javaOptions = javaOptions;
    }

    public static ModuleRun of(Stack stack, String module, String artifact, String... javaOptions) {
        return new ModuleRun(stack, stack.folder().jar(module, artifact), List.of(javaOptions));
    }

    /** Answers the exit code of the program. */
    public int run(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", jar.toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        addEnvironment(builder.environment());
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new LauncherException("could not run " + jar + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("interrupted", e);
        }
    }

    private void addEnvironment(Map<String, String> environment) {
        StackFolder folder = stack.folder();
        environment.put("MUSTER_ROOT", folder.root().toString());
        environment.put("MUSTER_DATA", folder.data().toString());
        stack.state().map(ModuleRun::gatewayUrl).ifPresent(url -> environment.put("MUSTER_GATEWAY_URL", url));
    }

    private static String gatewayUrl(StackState state) {
        return "http://127.0.0.1:" + state.only(PartName.GATEWAY).port();
    }
}
