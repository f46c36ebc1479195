package io.muster.session.store;

import io.muster.session.game.GameSession;
import io.muster.session.game.TimeLimits;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny.Query;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * The table of sessions. Every method is one statement, however many sessions it is about.
 *
 * <p>Whoever changes a session has locked its row, or has the change refused when the row was written since he knew it,
 * so that decisions about one session are made one after the other, on every replica and whatever brings them: events,
 * requests or timers. Rows are locked and inserted in the order of their ids, so that two batches never wait for each
 * other.
 */
@ApplicationScoped
public class SessionStore {

    private static final String COLUMNS = "namespace, version, phase, CAST(document AS text), revision";

    private static final String INSERT = """
            INSERT INTO game_sessions
                (session_id, namespace, version, phase, code, server_id, document, due_at, over_at)
            SELECT r.id, r.namespace, r.version, r.phase, r.code, r.server, CAST(r.document AS json), r.due, r.over
            FROM unnest(CAST(:ids AS text[]), CAST(:namespaces AS text[]), CAST(:versions AS bigint[]),
                        CAST(:phases AS text[]), CAST(:codes AS text[]), CAST(:servers AS text[]),
                        CAST(:documents AS text[]), CAST(CAST(:due AS text[]) AS timestamptz[]), CAST(CAST(:over AS text[]) AS timestamptz[]))
                AS r(id, namespace, version, phase, code, server, document, due, over)
            ON CONFLICT (session_id) DO NOTHING
            RETURNING session_id
            """;

    private static final String UPDATE = """
            UPDATE game_sessions s
            SET version = r.version, phase = r.phase, server_id = r.server, document = CAST(r.document AS json),
                due_at = r.due, over_at = r.over, revision = s.revision + 1
            FROM unnest(CAST(:ids AS text[]), CAST(:versions AS bigint[]), CAST(:phases AS text[]),
                        CAST(:servers AS text[]), CAST(:documents AS text[]), CAST(CAST(:due AS text[]) AS timestamptz[]),
                        CAST(CAST(:over AS text[]) AS timestamptz[]), CAST(:revisions AS bigint[]))
                AS r(id, version, phase, server, document, due, over, revision)
            WHERE s.session_id = r.id AND s.revision = r.revision
            RETURNING s.session_id
            """;

    private static final String LOCK =
            "SELECT " + COLUMNS + " FROM game_sessions WHERE session_id = ANY(:ids) ORDER BY session_id FOR UPDATE";

    private static final String LOCK_DUE = "SELECT " + COLUMNS
            + " FROM game_sessions WHERE due_at <= :now ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED";

    private static final String FIND = "SELECT " + COLUMNS + " FROM game_sessions WHERE session_id = :id";

    private static final String FIND_BY_SERVER = "SELECT " + COLUMNS + " FROM game_sessions WHERE server_id = :id";

    private static final String LIVE_BY_CODE = "SELECT " + COLUMNS
            + " FROM game_sessions WHERE namespace = :namespace AND code = :code AND over_at IS NULL LIMIT 2";

    private static final String LIVE = "SELECT " + COLUMNS + " FROM game_sessions WHERE namespace = :namespace"
            + " AND over_at IS NULL AND (code, session_id) > (:code, :id) ORDER BY code, session_id LIMIT :most";

    private static final String PURGE = "DELETE FROM game_sessions WHERE session_id IN (SELECT session_id"
            + " FROM game_sessions WHERE over_at < :before ORDER BY over_at LIMIT :most FOR UPDATE SKIP LOCKED)";

    private final SessionJson json;
    private final TimeLimits limits;

    public SessionStore(SessionJson json, TimeLimits limits) {
        this.json = json;
        this.limits = limits;
    }

    /** Inserts those sessions that are not there yet and answers their ids. */
    public Uni<Set<String>> insert(StatelessSession database, Collection<GameSession> sessions) {
        SessionRows rows =
                new SessionRows(sessions.stream().map(StoredSession::inserted).toList(), json, limits);
        return bindChange(database.<String>createNativeQuery(INSERT), rows)
                .setParameter("namespaces", rows.namespaces())
                .setParameter("codes", rows.codes())
                .getResultList()
                .map(HashSet::new);
    }

    /** The sessions of those ids that exist, locked until the transaction ends. */
    public Uni<Map<String, StoredSession>> lock(StatelessSession database, Collection<String> ids) {
        return database.createNativeQuery(LOCK, Object[].class)
                .setParameter("ids", ids.stream().distinct().toArray(String[]::new))
                .getResultList()
                .map(rows -> {
                    Map<String, StoredSession> sessions = HashMap.newHashMap(rows.size());
                    for (Object[] row : rows) {
                        StoredSession stored = readStored(row);
                        sessions.put(stored.id(), stored);
                    }
                    return sessions;
                });
    }

    /** Sessions that wait for something no longer than until now, locked; those another replica works on are left out. */
    public Uni<List<StoredSession>> lockDue(StatelessSession database, Instant now, int most) {
        return database.createNativeQuery(LOCK_DUE, Object[].class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList()
                .map(rows -> rows.stream().map(this::readStored).toList());
    }

    /**
     * Writes changes, except those of rows that have another revision by now, which cannot be where the caller has locked
     * them in this transaction.
     *
     * @return ids of the sessions that were written
     */
    public Uni<Set<String>> save(StatelessSession database, Collection<StoredSession> changes) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(Set.of());
        }
        SessionRows rows = new SessionRows(changes, json, limits);
        return bindChange(database.<String>createNativeQuery(UPDATE), rows)
                .setParameter("revisions", rows.revisions())
                .getResultList()
                .map(HashSet::new);
    }

    public Uni<Optional<GameSession>> find(StatelessSession database, String id) {
        return database.createNativeQuery(FIND, Object[].class)
                .setParameter("id", id)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(this::read));
    }

    /** The session a game server hosts or hosted. */
    public Uni<Optional<GameSession>> findByServer(StatelessSession database, String serverId) {
        return database.createNativeQuery(FIND_BY_SERVER, Object[].class)
                .setParameter("id", serverId)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(this::read));
    }

    /** At most two sessions with the code that are not over: codes are not unique. */
    public Uni<List<GameSession>> findLiveByCode(StatelessSession database, String namespace, String code) {
        return database.createNativeQuery(LIVE_BY_CODE, Object[].class)
                .setParameter("namespace", namespace)
                .setParameter("code", code)
                .getResultList()
                .map(this::readAll);
    }

    /** Sessions that are not over, in the order of code and id, behind the given ones. */
    public Uni<List<GameSession>> listLive(
            StatelessSession database, String namespace, String afterCode, String afterId, int most) {
        return database.createNativeQuery(LIVE, Object[].class)
                .setParameter("namespace", namespace)
                .setParameter("code", afterCode)
                .setParameter("id", afterId)
                .setParameter("most", most)
                .getResultList()
                .map(this::readAll);
    }

    /** Deletes sessions that were over before the moment; answers how many. */
    public Uni<Integer> purge(StatelessSession database, Instant before, int most) {
        return database.createNativeQuery(PURGE)
                .setParameter("before", before)
                .setParameter("most", most)
                .executeUpdate();
    }

    /** Binds the columns that a change writes; an insert writes them too. */
    private static <T> Query<T> bindChange(Query<T> query, SessionRows rows) {
        return query.setParameter("ids", rows.ids())
                .setParameter("versions", rows.versions())
                .setParameter("phases", rows.phases())
                .setParameter("servers", rows.servers())
                .setParameter("documents", rows.documents())
                .setParameter("due", rows.due())
                .setParameter("over", rows.over());
    }

    private StoredSession readStored(Object[] row) {
        return new StoredSession(read(row), ((Number) row[4]).longValue());
    }

    private List<GameSession> readAll(List<Object[]> rows) {
        return rows.stream().map(this::read).toList();
    }

    private GameSession read(Object[] row) {
        return json.read((String) row[0], ((Number) row[1]).longValue(), (String) row[2], (String) row[3]);
    }
}
