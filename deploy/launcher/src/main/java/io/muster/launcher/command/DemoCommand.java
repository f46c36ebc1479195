package io.muster.launcher.command;

import io.muster.launcher.control.ModuleRun;
import io.muster.launcher.control.Output;
import io.muster.launcher.control.Session;
import io.muster.launcher.control.Stack;
import io.muster.launcher.control.StackPlan;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code muster demo}: with no stack running it starts one, plays, and stops it. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Plays an evening of matches against the stack, and shows what happens.")
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options;

    @Unmatched
    private List<String> arguments;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        Stack stack = options.stack();
        if (stack.state().isPresent()) {
            return play(stack);
        }
        Output output = line -> {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        };
        Session session = new Session(stack, output);
        session.up(new StackPlan(0, Map.of()));
        Thread onInterrupt = new Thread(session::down, "stop-stack");
        Runtime.getRuntime().addShutdownHook(onInterrupt);
        return play(stack);
    }

    private int play(Stack stack) {
        return ModuleRun.of(stack, "examples/demo", "muster-demo").run(arguments == null ? List.of() : arguments);
    }
}
