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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code muster train}: one evening in a stack of its own, whose services then write down what their JVMs have learned. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Makes later starts of this build faster: plays the demo in a stack of its own,"
                + " and keeps what the JVMs of the services learned beside their packaged form.")
public final class TrainCommand implements Callable<Integer> {

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
        int exitCode = ModuleRun.of(stack, "examples/demo", "muster-demo").run(List.of());
        output.line("The services write their caches when they stop, which takes a minute.");
        session.down();
        StackFolder.delete(data);
        check(stack);
        output.line("Services of this build start with their caches from now on.");
        return exitCode;
    }

    private static void check(Stack stack) {
        List<String> missing = Arrays.stream(PartName.values())
                .filter(name -> name.kind() == PartName.Kind.SERVICE)
                .filter(name -> !AotCache.exists(stack.folder().serviceJar(name)))
                .map(PartName::text)
                .toList();
        if (!missing.isEmpty()) {
            throw new LauncherException("no cache was written for " + String.join(", ", missing)
                    + "; they run without, as before. Is the disk full? Each cache takes 150 MB.");
        }
    }
}
