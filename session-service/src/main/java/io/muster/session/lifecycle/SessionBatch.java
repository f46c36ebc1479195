package io.muster.session.lifecycle;

import io.muster.contracts.Envelope;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.event.Outgoing;
import io.muster.session.game.Decision;
import io.muster.session.game.GameSession;
import io.muster.session.game.SessionCommand;
import io.muster.session.game.SessionRules;
import io.muster.session.store.StoredSession;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * The sessions of one batch of events, while the events are decided one after the other. Used by one thread.
 *
 * <p>An event about a session that is not there is skipped: the session is older than the time sessions are kept, or of
 * another namespace.
 */
final class SessionBatch {

    private static final Logger LOG = Logger.getLogger(SessionBatch.class);

    private final Map<String, StoredSession> sessions;
    private final Map<String, StoredSession> changed = new HashMap<>();
    private final List<SessionEvent> fresh = new ArrayList<>();
    private final List<Outgoing<SessionEvent>> outgoing = new ArrayList<>();

    SessionBatch(Map<String, StoredSession> known) {
        this.sessions = new HashMap<>(known);
    }

    /** Decides the command and notes what it changes and says. */
    void command(Envelope<?> cause, String sessionId, SessionCommand command) {
        StoredSession stored = find(cause, sessionId);
        if (stored == null) {
            return;
        }
        GameSession session = stored.session();
        Decision decision = SessionRules.decide(session, command);
        for (SessionEvent event : decision.events()) {
            outgoing.add(SessionEvents.caused(event, cause));
            if (event.version() > session.version()) {
                fresh.add(event);
            }
        }
        replace(stored, session.applyAll(decision.events()));
    }

    /** Changes what a session remembers of others, which makes no event. */
    void remember(Envelope<?> cause, String sessionId, UnaryOperator<GameSession> change) {
        StoredSession stored = find(cause, sessionId);
        if (stored != null) {
            replace(stored, change.apply(stored.session()));
        }
    }

    /** Changes to be written. */
    Collection<StoredSession> changed() {
        return changed.values();
    }

    /** Events that report a change of one of these sessions, without repeats. */
    List<SessionEvent> fresh(Set<String> sessionIds) {
        return fresh.stream()
                .filter(event -> sessionIds.contains(event.sessionId()))
                .toList();
    }

    /** Events to publish about these sessions, repeats included. */
    List<Outgoing<?>> outgoing(Set<String> sessionIds) {
        List<Outgoing<?>> about = new ArrayList<>(outgoing.size());
        for (Outgoing<SessionEvent> each : outgoing) {
            if (sessionIds.contains(each.envelope().event().sessionId())) {
                about.add(each);
            }
        }
        return about;
    }

    private StoredSession find(Envelope<?> cause, String sessionId) {
        StoredSession stored = sessions.get(sessionId);
        if (stored == null || !stored.session().namespace().equals(cause.event().namespace())) {
            LOG.debugf("event %s is about session %s, which is not there", cause.id(), sessionId);
            return null;
        }
        return stored;
    }

    private void replace(StoredSession stored, GameSession after) {
        if (!after.equals(stored.session())) {
            StoredSession change = stored.changedTo(after);
            sessions.put(after.id(), change);
            changed.put(after.id(), change);
        }
    }
}
