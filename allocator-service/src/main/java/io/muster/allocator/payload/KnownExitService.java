package io.muster.allocator.payload;

import io.muster.allocator.allocation.RuntimeKind;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Ends simulated payloads whose life is over by what this replica knows of them: decided in memory, and true when the
 * version is still the same. Payloads that are not as they are known here are left to whoever reads them first.
 */
@ApplicationScoped
class KnownExitService {

    private final Database database;
    private final ExitStore store;
    private final PayloadService payloads;

    KnownExitService(Database database, ExitStore store, PayloadService payloads) {
        this.database = database;
        this.store = store;
        this.payloads = payloads;
    }

    /** Whether nothing but its one session's reservation ends with it. */
    static boolean possible(Payload payload) {
        return payload.identity().runtime() == RuntimeKind.SIMULATED
                && payload.state() == PayloadState.RESERVED
                && payload.seats().total() == 1
                && payload.hold() != null;
    }

    /** Ends those that are as they are known; answers the uids of all that were. */
    Uni<Set<String>> end(List<Payload> known) {
        Instant now = payloads.now();
        List<PayloadOutcome> outcomes = new ArrayList<>(known.size());
        List<Outgoing<PayloadEvent>> events = new ArrayList<>(known.size());
        for (Payload payload : known) {
            PayloadDecision decision =
                    PayloadLifecycle.decide(payload, new PayloadCommand.Due(), payloads.terms(), now);
            if (decision.removal() != null) {
                Payload after = PayloadLifecycle.applyAll(payload, decision.changes());
                outcomes.add(new PayloadOutcome(payload, after, true));
                events.add(PayloadEvents.removed(after, after.sessionId(), now));
            }
        }
        if (outcomes.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        return database.inOneStatement(session -> store.end(session, outcomes, events, now))
                .invoke(gone -> payloads.announce(outcomes.stream()
                        .filter(outcome -> gone.contains(outcome.after().uid()))
                        .toList()));
    }
}
