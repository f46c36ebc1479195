package io.muster.launcher.command;

import io.muster.launcher.control.Output;
import io.muster.launcher.control.Session;
import io.muster.launcher.control.Stack;
import io.muster.launcher.control.StackPlan;
import io.muster.launcher.stack.PartName;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code muster up}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts Kafka, PostgreSQL, the six services and an API gateway, and waits until all are ready.")
public final class UpCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options;

    @Option(names = "--detach", description = "Returns when the stack is ready, and leaves it running.")
    private boolean detach;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "Port of the API gateway, 0 for any free one. Default: ${DEFAULT-VALUE}.")
    private int port;

    @Option(
            names = "--replicas",
            paramLabel = "SERVICE=N",
            description = "Number of replicas of a service. May be given several times.")
    private Map<String, Integer> replicas = Map.of();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Output output = line -> {
            out.println(line);
            out.flush();
        };
        Map<PartName, Integer> counts = new TreeMap<>();
        replicas.forEach((service, count) -> counts.put(PartName.of(service), count));
        Stack stack = options.stack();
        Session session = new Session(stack, output);
        session.up(new StackPlan(port, counts));
        session.printAddresses();
        if (!detach) {
            session.watchUntilStopped();
        }
        return 0;
    }
}
