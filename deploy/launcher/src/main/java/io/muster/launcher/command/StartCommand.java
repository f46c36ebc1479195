package io.muster.launcher.command;

import io.muster.launcher.control.Stack;
import io.muster.launcher.control.Startup;
import io.muster.launcher.process.Processes;
import io.muster.launcher.stack.Part;
import java.time.InstantSource;
import java.util.List;
import picocli.CommandLine.Command;

/** {@code muster start}. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        description = "Starts processes of the stack that are stopped, and waits until they are ready.")
public final class StartCommand extends PartsCommand {

    @Override
    void work(Stack stack, List<Part> parts) {
        List<Part> stopped =
                parts.stream().filter(part -> !Processes.isAlive(part)).toList();
        if (stopped.isEmpty()) {
            print("All of it is running.");
        }
        new Startup(stack, InstantSource.system(), this::print).start(stopped);
    }
}
