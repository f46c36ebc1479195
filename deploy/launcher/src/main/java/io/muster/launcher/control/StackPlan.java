package io.muster.launcher.control;

import io.muster.launcher.LauncherException;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartId;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.Ports;
import io.muster.launcher.stack.StackState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a new stack shall consist of.
 *
 * @param port where the API gateway listens; 0 for any free port
 * @param replicas number of replicas by service; one where nothing is said
 */
public record StackPlan(int port, Map<PartName, Integer> replicas) {

    private static final int MOST_REPLICAS = 16;

    public StackPlan {
        replicas = Map.copyOf(replicas);
        if (port < 0 || port > 65_535) {
            throw new LauncherException("port " + port + " is not between 0 and 65535");
        }
        replicas.forEach(StackPlan::check);
    }

    /** Gives every process its ports. */
    public StackState lay(Ports ports) {
        List<Part> parts = new ArrayList<>();
        int gatewayPort = port == 0 ? ports.next() : ports.fixed(port);
        for (PartName name : PartName.values()) {
            for (int replica = 1; replica <= replicas.getOrDefault(name, 1); replica++) {
                int own = name == PartName.GATEWAY ? gatewayPort : ports.next();
                int management = name == PartName.POSTGRES ? 0 : ports.next();
                parts.add(new Part(new PartId(name, replica), 0, 0, own, management));
            }
        }
        return new StackState(parts, List.of());
    }

    private static void check(PartName name, int count) {
        if (name.kind() != PartName.Kind.SERVICE) {
            throw new LauncherException("only services have replicas, not " + name.text());
        }
        if (count < 1 || count > MOST_REPLICAS) {
            throw new LauncherException(name.text() + " can have 1 to " + MOST_REPLICAS + " replicas, not " + count);
        }
    }
}
