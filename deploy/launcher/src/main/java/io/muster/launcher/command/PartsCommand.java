package io.muster.launcher.command;

import io.muster.launcher.control.Stack;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartSelector;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What the commands on single processes have in common. */
abstract class PartsCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options;

    @Parameters(
            arity = "1..*",
            paramLabel = "SERVICE[/REPLICA]",
            description = "A part of the stack, also kafka, postgres and api-gateway; without a replica all of them.")
    private List<String> names;

    @Spec
    private CommandSpec spec;

    @Override
    public final Integer call() {
        Stack stack = options.stack();
        List<Part> meant = names.stream()
                .map(PartSelector::parse)
                .flatMap(selector -> selector.in(stack.require()).stream())
                .distinct()
                .toList();
        work(stack, meant);
        return 0;
    }

    abstract void work(Stack stack, List<Part> parts);

    final void print(String line) {
        spec.commandLine().getOut().println(line);
    }
}
