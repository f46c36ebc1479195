package io.muster.allocator.host;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.payload.Endpoint;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Gives payloads their ports: from the configured range, no payload's, and not in use by anybody else. */
@ApplicationScoped
public class PortAssignmentService {

    /** So many more are asked for than needed, because some may be in use by other programs. */
    private static final int SPARE = 16;

    /**
     * Numbers to choose from.
     *
     * @param address what they are ports of; a payload has a number there to itself
     * @param to last one, inclusive
     * @param usable asked about each candidate
     */
    public record Range(String address, int from, int to, IntPredicate usable) {}

    private final Database database;
    private final PortStore store;
    private final AllocatorSettings settings;

    public PortAssignmentService(Database database, PortStore store, AllocatorSettings settings) {
        this.database = database;
        this.store = store;
        this.settings = settings;
    }

    /** The address and ports of a payload on this host; fails when too few are free. Ports it had before are given up. */
    Uni<Endpoint> assign(String uid, List<PayloadSpec.PortSpec> ports) {
        Range range = new Range(
                settings.address(), settings.ports().from(), settings.ports().to(), PortAssignmentService::unused);
        return database.inTransaction(
                        session -> store.release(session, uid).chain(() -> take(session, range, uid, ports.size())))
                .map(numbers -> new Endpoint(settings.address(), named(ports, numbers)));
    }

    /**
     * Ports of a range, by name; fails when too few are free. A payload that has them already keeps them, so that whoever
     * asks again after a crash is answered the same.
     */
    public Uni<Map<String, Integer>> keep(String uid, List<PayloadSpec.PortSpec> ports, Range range) {
        return database.inTransaction(session -> store.of(session, range.address(), uid)
                        .chain(kept -> kept.size() >= ports.size()
                                ? Uni.createFrom().item(kept)
                                : take(session, range, uid, ports.size())))
                .map(numbers -> named(ports, numbers));
    }

    private Uni<List<Integer>> take(StatelessSession session, Range range, String uid, int count) {
        return store.free(session, range.address(), range.from(), range.to(), count + SPARE)
                .map(candidates -> candidates.stream()
                        .filter(range.usable()::test)
                        .limit(count)
                        .toList())
                .chain(usable -> store.take(session, range.address(), usable, uid))
                .invoke(taken -> {
                    if (taken.size() < count) {
                        throw new IllegalStateException(count + " free ports are needed, but the range " + range.from()
                                + " to " + range.to() + " has fewer");
                    }
                });
    }

    private static Map<String, Integer> named(List<PayloadSpec.PortSpec> ports, List<Integer> numbers) {
        List<Integer> ordered = numbers.stream().sorted().toList();
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int i = 0; i < ports.size(); i++) {
            named.put(ports.get(i).name(), ordered.get(i));
        }
        return named;
    }

    /** Whether nobody listens on it, with TCP or UDP. */
    private static boolean unused(int port) {
        try (ServerSocket tcp = new ServerSocket();
                DatagramSocket udp = new DatagramSocket(null)) {
            tcp.bind(new InetSocketAddress(port));
            udp.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
