package io.muster.launcher.control;

import io.muster.launcher.process.Processes;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a stack is, in the form that {@code muster status --json} prints.
 *
 * @param running whether there is a stack at all
 * @param ready whether every part of it is ready
 * @param gateway address of the API gateway, or null without a stack
 */
public record StackStatus(
        boolean running, boolean ready, String gateway, String data, String kafka, List<PartStatus> parts) {

    /** One process. The state is {@code ready}, {@code not-ready} (lives, but is not or no longer ready) or {@code stopped}. */
    public record PartStatus(String service, int replica, long pid, int port, int managementPort, String state) {

        static PartStatus of(Stack stack, Part part) {
            boolean alive = Processes.isAlive(part);
            String state = !alive ? "stopped" : stack.isReady(part) ? "ready" : "not-ready";
            return new PartStatus(
                    part.id().name().text(),
                    part.id().replica(),
                    alive ? part.pid() : 0,
                    part.port(),
                    part.managementPort(),
                    state);
        }
    }

    public StackStatus {
        parts = List.copyOf(parts);
    }

    /** Asks every part; empty when there is no stack. */
    public static Optional<StackStatus> of(Stack stack) {
        return stack.state().map(state -> ask(stack, state));
    }

    public static StackStatus none() {
        return new StackStatus(false, false, null, null, null, List.of());
    }

    /** The form for people. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        lines.add(row("SERVICE", "REPLICA", "PID", "PORT", "MANAGEMENT", "STATE"));
        for (PartStatus part : parts) {
            lines.add(row(
                    part.service(),
                    Integer.toString(part.replica()),
                    part.pid() == 0 ? "-" : Long.toString(part.pid()),
                    Integer.toString(part.port()),
                    part.managementPort() == 0 ? "-" : Integer.toString(part.managementPort()),
                    part.state()));
        }
        return lines;
    }

    private static StackStatus ask(Stack stack, StackState state) {
        List<PartStatus> parts = state.parts().parallelStream()
                .map(part -> PartStatus.of(stack, part))
                .toList();
        return new StackStatus(
                true,
                parts.stream().allMatch(part -> part.state().equals("ready")),
                "http://localhost:" + state.only(PartName.GATEWAY).port(),
                stack.folder().data().toString(),
                "127.0.0.1:" + state.only(PartName.KAFKA).port(),
                parts);
    }

    private static String row(
            String service, String replica, String pid, String port, String management, String state) {
        return String.format(
                Locale.ROOT, "%-24s %-8s %-9s %-6s %-11s %s", service, replica, pid, port, management, state);
    }
}
