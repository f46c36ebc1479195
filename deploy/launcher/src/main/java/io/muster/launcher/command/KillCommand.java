package io.muster.launcher.command;

import io.muster.launcher.control.Stack;
import io.muster.launcher.stack.Part;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code muster kill}. */
@Command(
        name = "kill",
        mixinStandardHelpOptions = true,
        description = "Ends processes of the stack at once, as a crash would (signal 9). Bring them back with start.")
public final class KillCommand extends PartsCommand {

    @Option(names = "--gently", description = "Lets them finish what they do (signal 15), for up to 15 s.")
    private boolean gently;

    @Override
    void work(Stack stack, List<Part> parts) {
        if (gently) {
            stack.stop(parts);
        } else {
            parts.forEach(stack::kill);
        }
        parts.forEach(part -> print("  " + part.id() + " stopped"));
    }
}
