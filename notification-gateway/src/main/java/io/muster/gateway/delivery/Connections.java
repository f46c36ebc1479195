package io.muster.gateway.delivery;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The game servers connected to this instance: one connection each. Safe to use from any thread. */
public final class Connections {

    /** Ids are unique in their namespace only; the feed looks by id alone. */
    private final Map<String, Map<String, Receiver>> byServer = new ConcurrentHashMap<>();

    /** Registers a connection and answers the one it takes the place of. */
    public Optional<Receiver> put(Receiver receiver) {
        Receiver[] previous = new Receiver[1];
        byServer.compute(receiver.serverId(), (id, byNamespace) -> {
            Map<String, Receiver> connections = byNamespace == null ? new ConcurrentHashMap<>(2) : byNamespace;
            previous[0] = connections.put(receiver.namespace(), receiver);
            return connections;
        });
        return Optional.ofNullable(previous[0]);
    }

    /** Takes a connection out, unless another one has taken its place. */
    public void remove(Receiver receiver) {
        byServer.computeIfPresent(receiver.serverId(), (id, byNamespace) -> {
            byNamespace.remove(receiver.namespace(), receiver);
            return byNamespace.isEmpty() ? null : byNamespace;
        });
    }

    /** Connections of servers with this id, of whatever namespace. */
    public Collection<Receiver> of(String serverId) {
        Map<String, Receiver> found = byServer.get(serverId);
        return found == null ? List.of() : List.copyOf(found.values());
    }

    public Collection<Receiver> all() {
        return byServer.values().stream()
                .flatMap(found -> found.values().stream())
                .toList();
    }
}
