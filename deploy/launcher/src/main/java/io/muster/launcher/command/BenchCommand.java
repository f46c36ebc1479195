package io.muster.launcher.command;

import io.muster.launcher.control.ModuleRun;
import io.muster.launcher.control.Stack;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code muster bench}. */
@Command(name = "bench", description = "Runs a benchmark and writes bench/results/NAME.json.")
public final class BenchCommand implements Callable<Integer> {

    /** The client's own pauses count as latency: a large young generation keeps them rare, one thread keeps them small. */
    private static final String[] SHORT_PAUSES = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx4g", "-Xmn640m"};

    @Mixin
    private StackOptions options;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            description = "Shows this help; after a NAME, that of the benchmark.")
    private boolean help;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "Which one: pipeline, intake, allocation or engine.")
    private String name;

    @Unmatched
    private List<String> arguments;

    @Override
    public Integer call() {
        if (name == null) {
            spec.commandLine().usage(spec.commandLine().getOut());
            return help ? ExitCode.OK : ExitCode.USAGE;
        }
        Stack stack = options.stack();
        List<String> all = new ArrayList<>(List.of(name));
        if (help) {
            all.add("--help");
        }
        if (arguments != null) {
            all.addAll(arguments);
        }
        return run(stack, all);
    }

    /** Runs one benchmark; answers its exit code. */
    static int run(Stack stack, List<String> arguments) {
        return ModuleRun.of(stack, "bench", "muster-bench", SHORT_PAUSES).run(arguments);
    }
}
