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
import org.hibernate.reactive.mutiny.Mutiny.AbstractQuery;

/**
 * Sessions as columns, for statements that write many rows at once. Rows are in the order of their ids, so that two
 * batches never wait for each other; moments are ISO text, because arrays of them do not bind.
 */
final class SessionRows {

    private final List<GameSession> rows;
    private final SessionJson json;
    private final TimeLimits limits;

    SessionRows(Collection<GameSession> sessions, SessionJson json, TimeLimits limits) {
        this.rows =
                sessions.stream().sorted(Comparator.comparing(GameSession::id)).toList();
        this.json = json;
        this.limits = limits;
    }

    /** Binds the columns that a change writes. */
    <Q extends AbstractQuery> Q bindChange(Q query) {
        query.setParameter("ids", texts(GameSession::id));
        query.setParameter("versions", rows.stream().map(GameSession::version).toArray(Long[]::new));
        query.setParameter("phases", texts(SessionDocument::phaseOf));
        query.setParameter("servers", texts(SessionRows::serverId));
        query.setParameter("documents", texts(json::write));
        query.setParameter(
                "due", times(session -> Deadlines.next(session, limits).orElse(null)));
        query.setParameter("over", times(SessionRows::overAt));
        return query;
    }

    /** Binds every column. */
    <Q extends AbstractQuery> Q bindAll(Q query) {
        query.setParameter("namespaces", texts(GameSession::namespace));
        query.setParameter("codes", texts(session -> session.state().code()));
        return bindChange(query);
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
            case Phase.Requested requested -> null;
            case Phase.Running running -> null;
        };
    }

    private String[] texts(Function<GameSession, String> column) {
        return rows.stream().map(column).toArray(String[]::new);
    }

    private String[] times(Function<GameSession, Instant> column) {
        return texts(session -> {
            Instant instant = column.apply(session);
            return instant == null ? null : instant.toString();
        });
    }
}
