package io.muster.launcher.command;

import io.muster.launcher.control.Shutdown;
import io.muster.launcher.control.Stack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code muster down}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Stops the stack and everything it started. Its data stays.")
public final class DownCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Stack stack = options.stack();
        boolean wasThere = new Shutdown(stack, out::println).stopAll();
        out.println(
                wasThere
                        ? "Stopped."
                        : "No stack is running with its data in "
                                + stack.folder().data() + ".");
        return 0;
    }
}
