package io.muster.session.upkeep;

import io.muster.contracts.Topics;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.outbox.Outbox;
import io.muster.runtime.trace.TraceContext;
import io.muster.session.SessionConfig;
import io.muster.session.SessionMetrics;
import io.muster.session.game.GameSession;
import io.muster.session.game.SessionCommand;
import io.muster.session.game.SessionRules;
import io.muster.session.game.TimeLimits;
import io.muster.session.store.SessionStore;
import io.muster.session.store.StoredSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Ends waits that are over: unanswered invitations, players who did not come back, requests for a game server that
 * nobody answered. Replicas share the work: each skips what another has locked.
 */
@ApplicationScoped
class WaitSweeper {

    private final Database database;
    private final SessionStore store;
    private final Outbox outbox;
    private final IdSource ids;
    private final InstantSource clock;
    private final TimeLimits limits;
    private final SessionMetrics metrics;
    private final int batchSize;

    WaitSweeper(
            Database database,
            SessionStore store,
            Outbox outbox,
            IdSource ids,
            InstantSource clock,
            TimeLimits limits,
            SessionMetrics metrics,
            SessionConfig config) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
        this.metrics = metrics;
        this.batchSize = config.batchSize();
    }

    /** Handles one batch of sessions; answers whether there may be more. */
    Uni<Boolean> sweep() {
        Instant now = clock.instant();
        return database.inTransaction(session -> store.lockDue(session, now, batchSize)
                        .call(due -> due.isEmpty() ? Uni.createFrom().voidItem() : expire(session, due, now)))
                .invoke(due -> {
                    if (!due.isEmpty()) {
                        outbox.wake();
                    }
                })
                .map(due -> due.size() == batchSize);
    }

    /** Writes every session, also one that does not change, so that it gets its next due time. */
    private Uni<Void> expire(StatelessSession session, List<StoredSession> due, Instant now) {
        List<StoredSession> after = new ArrayList<>();
        List<SessionEvent> events = new ArrayList<>();
        for (StoredSession stored : due) {
            GameSession before = stored.session();
            List<SessionEvent> decided = SessionRules.decide(before, new SessionCommand.ExpireWaits(limits, now))
                    .events();
            after.add(stored.changedTo(before.applyAll(decided)));
            events.addAll(decided);
        }
        metrics.published(events);
        return store.save(session, after).chain(() -> outbox.add(session, outgoing(events, now)));
    }

    private List<Outgoing<SessionEvent>> outgoing(List<SessionEvent> events, Instant now) {
        return events.stream()
                .map(event -> Outgoing.first(Topics.SESSIONS, event, ids.nextId(), now, TraceContext.start()))
                .toList();
    }
}
