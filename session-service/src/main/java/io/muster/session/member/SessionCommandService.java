package io.muster.session.member;

import io.muster.contracts.Topics;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.IdSource;
import io.muster.runtime.outbox.Outbox;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.trace.TraceContext;
import io.muster.session.SessionMetrics;
import io.muster.session.game.Decision;
import io.muster.session.game.GameSession;
import io.muster.session.game.SessionCommand;
import io.muster.session.game.SessionRules;
import io.muster.session.store.SessionStore;
import io.muster.session.store.StoredSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Carries out what callers ask of a session. The change and the events that report it commit together; the outbox
 * publishes them. The session's row is locked meanwhile, so two callers after the last seat are served one after the
 * other, on whatever replica they are, and nobody has to try again.
 */
@ApplicationScoped
class SessionCommandService {

    private final Database database;
    private final SessionStore store;
    private final Outbox outbox;
    private final IdSource ids;
    private final InstantSource clock;
    private final SessionMetrics metrics;

    SessionCommandService(
            Database database,
            SessionStore store,
            Outbox outbox,
            IdSource ids,
            InstantSource clock,
            SessionMetrics metrics) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Carries out a command.
     *
     * @param check throws a problem when the caller may not do that to this session
     * @return the session afterwards; fails with a 404 problem when there is none, with 409 when it is refused
     */
    Uni<GameSession> carryOut(
            String namespace,
            String sessionId,
            Consumer<GameSession> check,
            SessionCommand command,
            TraceContext trace) {
        return database.inTransaction(session -> store.lock(session, List.of(sessionId))
                        .map(locked -> inNamespace(locked.get(sessionId), namespace, sessionId))
                        .invoke(stored -> check.accept(stored.session()))
                        .flatMap(stored ->
                                change(session, stored, SessionRules.decide(stored.session(), command), trace)))
                .invoke(outbox::wake);
    }

    private Uni<GameSession> change(
            StatelessSession session, StoredSession stored, Decision decision, TraceContext trace) {
        GameSession before = stored.session();
        if (decision.refusal() != null) {
            return Uni.createFrom().failure(problem(decision.refusal(), before));
        }
        GameSession after = before.applyAll(decision.events());
        if (after.version() == before.version()) {
            return Uni.createFrom().item(before);
        }
        List<Outgoing<SessionEvent>> outgoing = decision.events().stream()
                .map(event -> Outgoing.first(Topics.SESSIONS, event, ids.nextId(), clock.instant(), trace))
                .toList();
        return store.save(session, List.of(stored.changedTo(after)))
                .chain(() -> outbox.add(session, outgoing))
                .invoke(() -> metrics.published(decision.events()))
                .replaceWith(after);
    }

    private static StoredSession inNamespace(StoredSession stored, String namespace, String sessionId) {
        if (stored == null || !stored.session().namespace().equals(namespace)) {
            throw Problems.notFound("game session", sessionId);
        }
        return stored;
    }

    private static RuntimeException problem(Decision.Refusal refusal, GameSession session) {
        return switch (refusal) {
            case NOT_A_MEMBER -> Problems.notFound("member in game session", session.id());
            case OVER, FULL, BACKFILL, KICKED, STATUS ->
                Problems.conflict(refusal.code(), refusal.message(), Map.of("sessionId", session.id()));
        };
    }
}
