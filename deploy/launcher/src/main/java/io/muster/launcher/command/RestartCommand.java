package io.muster.launcher.command;

import io.muster.launcher.control.Stack;
import io.muster.launcher.control.Startup;
import io.muster.launcher.stack.Part;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code muster restart}. */
@Command(
        name = "restart",
        mixinStandardHelpOptions = true,
        description = "Stops processes of the stack gently and starts them again.")
public final class RestartCommand extends PartsCommand {

    @Override
    void work(Stack stack, List<Part> parts) {
        stack.stop(parts);
        new Startup(stack, InstantSource.system(), this::print).start(parts);
    }
}
