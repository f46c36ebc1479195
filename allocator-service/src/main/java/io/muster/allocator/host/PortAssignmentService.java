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
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** Gives payload processes their ports: from the configured range, no payload's, and not in use by anybody else. */
@ApplicationScoped
public class PortAssignmentService {

    /** So many more are asked for than needed, because some may be in use by other programs. */
    private static final int SPARE = 16;

    private final Database database;
    private final PortStore store;
    private final AllocatorSettings settings;

    public PortAssignmentService(Database database, PortStore store, AllocatorSettings settings) {
        this.database = database;
        this.store = store;
        this.settings = settings;
    }

    /** The address and ports of a payload; fails when too few ports are free. Ports it had before are given up. */
    Uni<Endpoint> assign(String uid, List<PayloadSpec.PortSpec> ports) {
        return database.inTransaction(session -> store.release(session, uid)
                .chain(() -> store.free(
                        session,
                        settings.address(),
                        settings.ports().from(),
                        settings.ports().to(),
                        ports.size() + SPARE))
                .chain(candidates -> take(session, uid, ports, candidates)));
    }

    private Uni<Endpoint> take(
            StatelessSession session, String uid, List<PayloadSpec.PortSpec> ports, List<Integer> candidates) {
        List<Integer> usable = candidates.stream()
                .filter(PortAssignmentService::unused)
                .limit(ports.size())
                .toList();
        if (usable.size() < ports.size()) {
            return Uni.createFrom().failure(tooFew(ports.size()));
        }
        return store.take(session, settings.address(), usable, uid).map(taken -> {
            if (taken.size() < ports.size()) {
                throw tooFew(ports.size());
            }
            Map<String, Integer> named = new LinkedHashMap<>();
            for (int i = 0; i < ports.size(); i++) {
                named.put(ports.get(i).name(), usable.get(i));
            }
            return new Endpoint(settings.address(), named);
        });
    }

    private IllegalStateException tooFew(int wanted) {
        return new IllegalStateException(wanted + " free ports are needed, but the range "
                + settings.ports().from() + " to " + settings.ports().to() + " has fewer");
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
