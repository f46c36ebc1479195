package io.muster.launcher.command;

import io.muster.launcher.control.Stack;
import io.muster.launcher.stack.StackFolder;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which stack a command is about. */
public final class StackOptions {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where the stack keeps everything it writes. Default: .muster in the checkout.")
    private Path data;

    /** The stack, whether it runs or not. */
    public Stack stack() {
        return stack(data == null ? root().resolve(".muster") : data);
    }

    static Stack stack(Path data) {
        return Stack.in(new StackFolder(root(), data));
    }

    /** The checkout: the script tells it, else it is the current folder. */
    static Path root() {
        return Path.of(System.getProperty("muster.root", "."));
    }
}
