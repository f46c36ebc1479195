package io.muster.allocator.payload;

import io.muster.allocator.node.NodeService;
import io.muster.runtime.db.Database;
import io.muster.runtime.flow.Again;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Sends payloads whose time has come the command that says so: starts that take too long, waits before a restart that are
 * over, simulated lives that end. Times are in the rows, so they survive a restart and any replica can keep them.
 */
@ApplicationScoped
public class PayloadTimer {

    private static final int BATCH = 1_000;

    private final Database database;
    private final PayloadStore store;
    private final PayloadService payloads;
    private final NodeService nodes;

    public PayloadTimer(Database database, PayloadStore store, PayloadService payloads, NodeService nodes) {
        this.database = database;
        this.store = store;
        this.payloads = payloads;
        this.nodes = nodes;
    }

    /** One look; another follows at once while there is more than a batch. */
    public Uni<Void> tick() {
        return Again.whilst(outcomes -> outcomes.size() == BATCH, this::look);
    }

    private Uni<List<PayloadOutcome>> look() {
        return database.inTransaction(session -> store.due(session, nodes.node(), payloads.now(), BATCH)
                        .chain(uids -> uids.isEmpty()
                                ? Uni.createFrom().item(List.<PayloadOutcome>of())
                                : store.lock(session, uids)
                                        .chain(locked -> payloads.decideLocked(
                                                session,
                                                locked,
                                                uids.stream()
                                                        .map(uid -> new PayloadService.Addressed(
                                                                uid, new PayloadCommand.Due()))
                                                        .toList()))))
                .invoke(payloads::announce);
    }
}
