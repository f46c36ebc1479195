package io.muster.session.lifecycle;

import io.muster.contracts.Envelope;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.event.Outgoing;
import io.muster.session.game.Decision;
import io.muster.session.game.GameSession;
import io.muster.session.game.SessionCommand;
import io.muster.session.game.SessionRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * The locked sessions of one batch of events, while the events are decided one after the other. Used by one thread.
 *
 * <p>An event about a session that is not there is skipped: the session is older than the time sessions are kept, or of
 * another namespace.
 */
final class SessionBatch {

    private static final Logger LOG = Logger.getLogger(SessionBatch.class);

    private final Map<String, GameSession> sessions;
    private final Map<String, GameSession> changed = new HashMap<>();
    private final List<SessionEvent> fresh = new ArrayList<>();
    private final List<Outgoing<?>> outgoing = new ArrayList<>();

    SessionBatch(Map<String, GameSession> locked) {
        this.sessions = new HashMap<>(locked);
    }

    /** Decides the command and notes what it changes and says. */
    void command(Envelope<?> cause, String sessionId, SessionCommand command) {
        GameSession session = find(cause, sessionId);
        if (session == null) {
            return;
        }
        Decision decision = SessionRules.decide(session, command);
        decision.events().forEach(event -> {
            outgoing.add(SessionEvents.caused(event, cause));
            if (event.version() > session.version()) {
                fresh.add(event);
            }
        });
        replace(session, session.applyAll(decision.events()));
    }

    /** Changes what a session remembers of others, which makes no event. */
    void remember(Envelope<?> cause, String sessionId, UnaryOperator<GameSession> change) {
        GameSession session = find(cause, sessionId);
        if (session != null) {
            replace(session, change.apply(session));
        }
    }

    /** Sessions to be written. */
    Collection<GameSession> changed() {
        return changed.values();
    }

    /** Events that report a change, without repeats. */
    List<SessionEvent> fresh() {
        return fresh;
    }

    /** Events to publish, repeats included. */
    List<Outgoing<?>> outgoing() {
        return outgoing;
    }

    private GameSession find(Envelope<?> cause, String sessionId) {
        GameSession session = sessions.get(sessionId);
        if (session == null || !session.namespace().equals(cause.event().namespace())) {
            LOG.debugf("event %s is about session %s, which is not there", cause.id(), sessionId);
            return null;
        }
        return session;
    }

    private void replace(GameSession before, GameSession after) {
        if (!after.equals(before)) {
            sessions.put(after.id(), after);
            changed.put(after.id(), after);
        }
    }
}
