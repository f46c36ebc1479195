package io.muster.session.store;

import io.muster.session.game.Deadlines;
import io.muster.session.game.GameSession;
import io.muster.session.game.Phase;
import io.muster.session.game.TimeLimits;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Sessions as columns, for statements that write many rows at once. Rows are in the order of their ids, so that two
 * batches never wait for each other; moments are ISO text, because arrays of them do not bind.
 */
final class SessionRows {

    private final List<StoredSession> rows;
    private final SessionJson json;
    private final TimeLimits limits;

    SessionRows(Collection<StoredSession> sessions, SessionJson json, TimeLimits limits) {
        this.rows = sessions.stream()
                .sorted(Comparator.comparing(StoredSession::id))
                .toList();
        this.json = json;
        this.limits = limits;
    }

    String[] ids() {
        return texts(GameSession::id);
    }

    String[] namespaces() {
        return texts(GameSession::namespace);
    }

    Long[] versions() {
        return rows.stream().map(row -> row.session().version()).toArray(Long[]::new);
    }

    /** The revisions by which the changes were decided. */
    Long[] revisions() {
        return rows.stream().map(StoredSession::revision).toArray(Long[]::new);
    }

    String[] phases() {
        return texts(SessionDocument::phaseOf);
    }

    String[] codes() {
        return texts(session -> session.state().code());
    }

    String[] servers() {
        return texts(SessionRows::serverId);
    }

    String[] documents() {
        return texts(json::write);
    }

    /** When the session has to be looked at again. */
    String[] due() {
        return times(session -> Deadlines.next(session, limits).orElse(null));
    }

    /** When the session was over. */
    String[] over() {
        return times(SessionRows::overAt);
    }

    private static String serverId(GameSession session) {
        return session.state().server() == null
                ? null
                : session.state().server().serverId();
    }

    private static Instant overAt(GameSession session) {
        return switch (session.phase()) {
            case Phase.Ended ended -> ended.at();
            case Phase.Failed failed -> failed.at();
            case Phase.Requested _ -> null;
            case Phase.Running _ -> null;
        };
    }

    private String[] texts(Function<GameSession, String> column) {
        String[] texts = new String[rows.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.apply(rows.get(i).session());
        }
        return texts;
    }

    private String[] times(Function<GameSession, Instant> column) {
        return texts(session -> {
            Instant instant = column.apply(session);
            return instant == null ? null : instant.toString();
        });
    }
}
