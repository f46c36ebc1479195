package io.muster.allocator.payload;

import io.muster.allocator.node.NodeService;
import io.muster.runtime.db.Database;
import io.muster.runtime.flow.Again;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Sends payloads whose time has come the command that says so: starts that take too long, waits before a restart that are
 * over, simulated lives that end. This replica remembers the times of what it has changed itself. All times are in the
 * rows too, so they survive a restart, and any replica can keep those that nobody remembers.
 */
@ApplicationScoped
public class PayloadTimer {

    private static final int BATCH = 1_000;
    /** Past this, nobody remembers. */
    private static final Duration OVERDUE = Duration.ofSeconds(1);

    private final Database database;
    private final PayloadStore store;
    private final PayloadService payloads;
    private final KnownExitService exits;
    private final DueTimesListener times;
    private final NodeService nodes;

    PayloadTimer(
            Database database,
            PayloadStore store,
            PayloadService payloads,
            KnownExitService exits,
            DueTimesListener times,
            NodeService nodes) {
        this.database = database;
        this.store = store;
        this.payloads = payloads;
        this.exits = exits;
        this.times = times;
        this.nodes = nodes;
    }

    /** Keeps the times that are remembered; another round follows at once while there is more than a batch. */
    public Uni<Void> tick() {
        return Again.whilst(count -> count == BATCH, this::remembered);
    }

    /** Keeps the times that should have been kept by now: of payloads that another replica has changed, or an earlier run. */
    public Uni<Void> catchUp() {
        Function<StatelessSession, Uni<List<String>>> overdue =
                session -> store.due(session, nodes.node(), payloads.now().minus(OVERDUE), BATCH);
        return Again.whilst(count -> count == BATCH, () -> lookAt(overdue));
    }

    private Uni<Integer> remembered() {
        List<Payload> due = times.take(payloads.now(), BATCH);
        if (due.isEmpty()) {
            return Uni.createFrom().item(0);
        }
        List<Payload> ending = due.stream().filter(KnownExitService::possible).toList();
        return exits.end(ending).chain(ended -> {
            List<String> left = new ArrayList<>();
            for (Payload payload : due) {
                if (!ended.contains(payload.uid()) && mine(payload)) {
                    left.add(payload.uid());
                }
            }
            return left.isEmpty()
                    ? Uni.createFrom().item(due.size())
                    : lookAt(session -> Uni.createFrom().item(left)).replaceWith(due.size());
        });
    }

    /** Whether this replica may look after it: it runs here, or nowhere in particular. */
    private boolean mine(Payload payload) {
        String node = payload.identity().node();
        return node == null || node.equals(nodes.node());
    }

    private Uni<Integer> lookAt(Function<StatelessSession, Uni<List<String>>> which) {
        record Look(int count, List<PayloadOutcome> outcomes) {}
        return database.inTransaction(session -> which.apply(session)
                        .chain(uids -> decide(session, uids).map(outcomes -> new Look(uids.size(), outcomes))))
                .invoke(look -> payloads.announce(look.outcomes()))
                .map(Look::count);
    }

    private Uni<List<PayloadOutcome>> decide(StatelessSession session, List<String> uids) {
        if (uids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<PayloadService.Addressed> commands = uids.stream()
                .map(uid -> new PayloadService.Addressed(uid, new PayloadCommand.Due()))
                .toList();
        return store.lock(session, uids).chain(locked -> payloads.decideLocked(session, locked, commands));
    }
}
