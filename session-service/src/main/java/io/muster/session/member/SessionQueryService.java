package io.muster.session.member;

import io.muster.runtime.db.Database;
import io.muster.runtime.problem.Problems;
import io.muster.session.game.GameSession;
import io.muster.session.store.SessionStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds sessions of one namespace; those of others look missing. */
@ApplicationScoped
class SessionQueryService {

    private final Database database;
    private final SessionStore store;

    SessionQueryService(Database database, SessionStore store) {
        this.database = database;
        this.store = store;
    }

    /** The session; fails with a 404 problem when there is none. */
    Uni<GameSession> byId(String namespace, String sessionId) {
        return database.read(session -> store.find(session, sessionId))
                .map(found -> inNamespace(found, namespace, "game session", sessionId));
    }

    /** The session that a game server hosts or hosted; fails with a 404 problem when there is none. */
    Uni<GameSession> byServer(String namespace, String serverId) {
        return database.read(session -> store.findByServer(session, serverId))
                .map(found -> inNamespace(found, namespace, "game session on server", serverId));
    }

    /** The id of the session that has the code and is not over; 404 when there is none, 409 when there are two. */
    Uni<String> idByCode(String namespace, String code) {
        return database.read(session -> store.findLiveByCode(session, namespace, code))
                .map(found -> switch (found.size()) {
                    case 0 -> throw Problems.notFound("game session with code", code);
                    case 1 -> found.getFirst().id();
                    default ->
                        throw Problems.conflict(
                                "code-not-unique", "Two sessions have this code; join by id.", Map.of("code", code));
                });
    }

    /** Sessions that are not over, behind the one given. */
    Uni<List<GameSession>> list(String namespace, SessionCursor after, int most) {
        return database.read(session -> store.listLive(session, namespace, after.code(), after.id(), most));
    }

    private static GameSession inNamespace(Optional<GameSession> session, String namespace, String what, String id) {
        return session.filter(found -> found.namespace().equals(namespace))
                .orElseThrow(() -> Problems.notFound(what, id));
    }
}
