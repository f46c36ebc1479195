package io.muster.allocator.payload;

import io.muster.allocator.node.NodeService;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Heartbeats of payloads. Those of a second are written down with one statement, in the transaction that then looks for
 * payloads which have been silent for too long, so that none is judged without what it has just said.
 */
@ApplicationScoped
public class HeartbeatService {

    private static final Logger LOG = Logger.getLogger(HeartbeatService.class);
    private static final int BATCH = 500;

    private final Database database;
    private final HeartbeatStore store;
    private final PayloadStore payloadStore;
    private final PayloadService payloads;
    private final NodeService nodes;
    private final HeartbeatWatch watch = new HeartbeatWatch();
    private final Map<String, Instant> beats = new ConcurrentHashMap<>();

    public HeartbeatService(
            Database database,
            HeartbeatStore store,
            PayloadStore payloadStore,
            PayloadService payloads,
            NodeService nodes) {
        this.database = database;
        this.store = store;
        this.payloadStore = payloadStore;
        this.payloads = payloads;
        this.nodes = nodes;
    }

    /**
     * A payload says that it lives. Whoever calls has made sure that there is such a payload, which bounds what is kept.
     *
     * @return false when heartbeats cannot be written down at the moment, so that it is worth asking another replica
     */
    public boolean beat(String uid) {
        Instant now = payloads.now();
        beats.put(uid, now);
        return !watch.late(now);
    }

    /** Writes down what has been said since the last round, and ends who has been silent for too long. */
    public Uni<Void> round() {
        Instant now = payloads.now();
        Instant since = watch.begin(now);
        Map<String, Instant> said = Map.copyOf(beats);
        return database.inTransaction(
                        session -> (said.isEmpty() ? Uni.createFrom().voidItem() : store.record(session, said))
                                .chain(() -> store.silent(session, nodes.node(), since, now, BATCH))
                                .chain(uids -> end(session, uids)))
                .invoke(outcomes -> {
                    said.forEach(beats::remove);
                    watch.succeeded(payloads.now());
                    payloads.announce(outcomes);
                })
                .replaceWithVoid();
    }

    private Uni<List<PayloadOutcome>> end(StatelessSession session, List<String> uids) {
        if (uids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        LOG.infof("payloads %s have sent no heartbeat in time", uids);
        return payloadStore
                .lock(session, uids)
                .chain(locked -> payloads.decideLocked(
                        session,
                        locked,
                        uids.stream()
                                .map(uid -> new PayloadService.Addressed(uid, new PayloadCommand.MissHeartbeat()))
                                .toList()));
    }
}
