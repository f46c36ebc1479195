package io.muster.session.lifecycle;

import io.muster.contracts.Envelope;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.EventHandler;
import io.muster.runtime.event.Outgoing;
import io.muster.session.SessionMetrics;
import io.muster.session.game.GameSession;
import io.muster.session.game.SessionOpening;
import io.muster.session.store.RecentSessions;
import io.muster.session.store.SessionStore;
import io.muster.session.store.StoredSession;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Opens sessions for claimed matches: one statement for a whole batch, and no transaction around it, because it is one by
 * itself. A match whose session is there already is a replay; its opening is answered again, with the secret that was
 * stored the first time.
 */
@ApplicationScoped
class MatchService implements EventHandler<MatchEvent> {

    private final Database database;
    private final SessionStore store;
    private final RecentSessions recent;
    private final SecretFactory secrets;
    private final SessionMetrics metrics;

    MatchService(
            Database database,
            SessionStore store,
            RecentSessions recent,
            SecretFactory secrets,
            SessionMetrics metrics) {
        this.database = database;
        this.store = store;
        this.recent = recent;
        this.secrets = secrets;
        this.metrics = metrics;
    }

    @Override
    public Uni<List<Outgoing<?>>> handle(List<Envelope<MatchEvent>> events) {
        Map<String, Opening> openings = new LinkedHashMap<>();
        events.stream().flatMap(this::opening).forEach(opening -> openings.putIfAbsent(opening.sessionId(), opening));
        if (openings.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return open(openings)
                .map(opened -> opened.stream().flatMap(Opening::outgoing).toList());
    }

    private Stream<Opening> opening(Envelope<MatchEvent> envelope) {
        return envelope.event() instanceof MatchClaimed match
                ? Stream.of(Opening.of(envelope, match, match.settings().secret() ? secrets.next() : null))
                : Stream.empty(); // a backfill is told to the session once its server approved it
    }

    private Uni<List<Opening>> open(Map<String, Opening> openings) {
        List<GameSession> sessions =
                openings.values().stream().map(Opening::session).toList();
        return database.inOneStatement(session -> store.insert(session, sessions))
                .invoke(inserted -> opened(sessions, inserted))
                .invoke(inserted -> inserted.forEach(
                        id -> metrics.published(openings.get(id).events())))
                .flatMap(inserted -> withStoredSecrets(openings, inserted));
    }

    private void opened(List<GameSession> sessions, Set<String> inserted) {
        recent.remember(sessions.stream()
                .filter(session -> inserted.contains(session.id()))
                .map(StoredSession::inserted)
                .toList());
    }

    private Uni<List<Opening>> withStoredSecrets(Map<String, Opening> openings, Set<String> inserted) {
        List<String> replayed = openings.values().stream()
                .filter(opening -> opening.match().settings().secret() && !inserted.contains(opening.sessionId()))
                .map(Opening::sessionId)
                .toList();
        if (replayed.isEmpty()) {
            return Uni.createFrom().item(List.copyOf(openings.values()));
        }
        return database.inOneStatement(session -> store.lock(session, replayed)).map(stored -> {
            stored.forEach((id, known) -> openings.computeIfPresent(
                    id,
                    (same, opening) -> Opening.of(
                            opening.cause(),
                            opening.match(),
                            known.session().state().secret())));
            return List.copyOf(openings.values());
        });
    }

    /** One match on its way to be a session. */
    private record Opening(Envelope<MatchEvent> cause, MatchClaimed match, List<SessionEvent> events) {

        static Opening of(Envelope<MatchEvent> cause, MatchClaimed match, String secret) {
            return new Opening(cause, match, SessionOpening.open(match, secret));
        }

        String sessionId() {
            return events.getFirst().sessionId();
        }

        GameSession session() {
            return SessionOpening.session(events);
        }

        Stream<Outgoing<?>> outgoing() {
            return events.stream().map(event -> SessionEvents.caused(event, cause));
        }
    }
}
