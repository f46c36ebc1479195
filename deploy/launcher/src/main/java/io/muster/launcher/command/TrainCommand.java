package io.muster.launcher.command;

import io.muster.launcher.LauncherException;
import io.muster.launcher.control.ModuleRun;
import io.muster.launcher.control.Output;
import io.muster.launcher.control.Session;
import io.muster.launcher.control.Stack;
import io.muster.launcher.control.StackPlan;
import io.muster.launcher.part.AotCache;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * {@code muster train}: one evening and some load in a stack of its own, whose services and broker then write down what
 * their JVMs have learned.
 */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description =
                "Makes later starts of this build faster: plays the demo in a stack of its own, puts some load on it,"
                        + " and keeps what the JVMs of services and broker learned beside their packaged form.")
public final class TrainCommand implements Callable<Integer> {

    /** What a demo does not reach: large batches, and code that runs often enough to be compiled for good. */
    private static final List<List<String>> LOADS = List.of(
            List.of("pipeline", "--rate", "800", "--warmup", "45", "--seconds", "30"),
            List.of("intake", "--warmup", "10", "--seconds", "10"));

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path data = StackOptions.root().resolve("target").resolve("training");
        Stack stack = Stack.training(new StackFolder(StackOptions.root(), data));
        if (stack.state().isPresent()) {
            throw new LauncherException("a training stack runs already with its data in " + data
                    + "; stop it with ./muster down --data " + data);
        }
        StackFolder.delete(data);
        Output output = line -> {
            spec.commandLine().getOut().println(line);
            spec.commandLine().getOut().flush();
        };
        Session session = new Session(stack, output);
        session.up(new StackPlan(0, Map.of()));
        Runtime.getRuntime().addShutdownHook(new Thread(session::down, "stop-stack"));
        int exitCode = play(stack, data);
        output.line("Services and broker write their caches when they stop, which takes a minute.");
        session.down();
        StackFolder.delete(data);
        check(stack);
        output.line("Services and broker of this build start with their caches from now on.");
        return exitCode;
    }

    /** Answers the first exit code that is not 0; what was learned until then is kept all the same. */
    private static int play(Stack stack, Path data) {
        int exitCode = ModuleRun.of(stack, "examples/demo", "muster-demo").run(List.of());
        for (List<String> load : LOADS) {
            if (exitCode == 0) {
                List<String> arguments = new ArrayList<>(load);
                arguments.addAll(List.of("--results", data.resolve("results").toString()));
                exitCode = BenchCommand.run(stack, arguments);
            }
        }
        return exitCode;
    }

    private static void check(Stack stack) {
        List<String> missing = Arrays.stream(PartName.values())
                .filter(name -> name.kind() == PartName.Kind.SERVICE)
                .filter(name -> !AotCache.exists(stack.folder().serviceJar(name)))
                .map(PartName::text)
                .collect(Collectors.toCollection(ArrayList::new));
        if (!AotCache.exists(stack.folder().libraries())) {
            missing.add(PartName.KAFKA.text());
        }
        if (!missing.isEmpty()) {
            throw new LauncherException("no cache was written for " + String.join(", ", missing)
                    + "; they run without, as before. Is the disk full? Each cache takes 150 MB.");
        }
    }
}
