package io.muster.launcher.command;

import io.muster.launcher.control.ModuleRun;
import io.muster.launcher.control.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** {@code muster bench}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Runs a benchmark and writes bench/results/NAME.json.")
public final class BenchCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options;

    @Parameters(paramLabel = "NAME", description = "Which one, such as pipeline or intake.")
    private String name;

    @Unmatched
    private List<String> arguments;

    @Override
    public Integer call() {
        Stack stack = options.stack();
        List<String> all = new ArrayList<>(List.of(name));
        if (arguments != null) {
            all.addAll(arguments);
        }
        return ModuleRun.of(stack, "bench", "muster-bench").run(all);
    }
}
