package io.muster.backfill.store;

import io.muster.backfill.seat.BackfillTicket;
import io.muster.backfill.seat.SessionSeats;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * The seats of sessions. Every method is one or a few statements, however many sessions it is about.
 *
 * <p>Whoever changes seats locks their row first, in the order of session ids, so that decisions about one session are
 * made one after the other on every replica, and two batches never wait for each other in a circle. A first insert has
 * no row to lock; there the revision tells that somebody else was faster.
 */
@ApplicationScoped
public class SeatStore {

    private static final String LOCK = "SELECT session_id, revision, CAST(document AS text) FROM session_seats"
            + " WHERE session_id = ANY(:ids) ORDER BY session_id FOR UPDATE";

    private static final String SAVE_SEATS = """
            INSERT INTO session_seats AS s (session_id, namespace, server_id, phase, revision, capacity, filled, pending,
                                            document, changed_at)
            SELECT r.id, r.namespace, r.server, r.phase, r.revision, r.capacity, r.filled, r.pending, r.document::jsonb, :now
            FROM unnest(CAST(:ids AS text[]), CAST(:namespaces AS text[]), CAST(:servers AS text[]), CAST(:phases AS text[]),
                        CAST(:revisions AS bigint[]), CAST(:capacities AS int[]), CAST(:filled AS int[]),
                        CAST(:pending AS int[]), CAST(:documents AS text[]))
                AS r(id, namespace, server, phase, revision, capacity, filled, pending, document)
            ON CONFLICT (session_id) DO UPDATE
            SET server_id = excluded.server_id, phase = excluded.phase, revision = excluded.revision,
                capacity = excluded.capacity, filled = excluded.filled, pending = excluded.pending,
                document = excluded.document, changed_at = excluded.changed_at
            WHERE s.revision = excluded.revision - 1
            """;

    private static final String CLOSE_OLDER = "UPDATE backfill_tickets SET open = false"
            + " WHERE open AND session_id = ANY(:sessions) AND NOT backfill_id = ANY(:open)";

    private static final String SAVE_TICKETS = """
            INSERT INTO backfill_tickets (backfill_id, session_id, open, due_at)
            SELECT r.id, r.session, r.open, r.due
            FROM unnest(CAST(:ids AS text[]), CAST(:sessions AS text[]), CAST(:open AS boolean[]),
                        CAST(CAST(:due AS text[]) AS timestamptz[])) AS r(id, session, open, due)
            ON CONFLICT (backfill_id) DO UPDATE SET open = excluded.open, due_at = excluded.due_at
            """;

    private static final String SESSIONS_OF = """
            SELECT 'ticket ' || backfill_id, session_id FROM backfill_tickets WHERE backfill_id = ANY(:tickets)
            UNION ALL
            SELECT 'server ' || namespace || ' ' || server_id, session_id FROM session_seats
            WHERE server_id = ANY(:servers) AND phase = 'RUNNING'
            """;

    private static final String DUE =
            "SELECT session_id FROM backfill_tickets WHERE open AND due_at <= :now" + " ORDER BY due_at LIMIT :most";

    private static final String PURGE =
            "DELETE FROM session_seats WHERE session_id IN (SELECT session_id FROM session_seats"
                    + " WHERE changed_at < :silent OR (phase = 'ENDED' AND changed_at < :ended)"
                    + " ORDER BY changed_at LIMIT :most FOR UPDATE SKIP LOCKED)";

    private final SeatJson json;

    SeatStore(SeatJson json) {
        this.json = json;
    }

    /** Locks the seats of these sessions until the transaction ends; sessions that are not stored are missing. */
    public Uni<Map<String, StoredSeats>> lock(StatelessSession database, Collection<String> sessionIds) {
        return database.createNativeQuery(LOCK, Object[].class)
                .setParameter("ids", sessionIds.toArray(String[]::new))
                .getResultList()
                .map(rows -> {
                    Map<String, StoredSeats> locked = new HashMap<>();
                    rows.forEach(row -> locked.put(
                            (String) row[0],
                            new StoredSeats(json.readSeats((String) row[2]), ((Number) row[1]).longValue())));
                    return locked;
                });
    }

    /**
     * Writes seats and their newest tickets.
     *
     * @return fails with {@link ConcurrentChangeException} when somebody else wrote one of them since it was read
     */
    public Uni<Void> save(StatelessSession database, Collection<StoredSeats> changed, Instant now) {
        if (changed.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<StoredSeats> rows = changed.stream()
                .sorted(Comparator.comparing(stored -> stored.seats().sessionId()))
                .toList();
        return saveSeats(database, rows, now)
                .chain(() -> saveTickets(
                        database,
                        rows.stream()
                                .map(StoredSeats::seats)
                                .filter(seats -> seats.ticket() != null)
                                .toList()));
    }

    private Uni<Void> saveSeats(StatelessSession database, List<StoredSeats> rows, Instant now) {
        return database.createNativeQuery(SAVE_SEATS)
                .setParameter("ids", texts(rows, SessionSeats::sessionId))
                .setParameter("namespaces", texts(rows, SessionSeats::namespace))
                .setParameter("servers", texts(rows, seats -> seats.host().serverId()))
                .setParameter(
                        "phases", texts(rows, seats -> seats.session().phase().name()))
                .setParameter(
                        "revisions",
                        rows.stream().map(row -> row.revision() + 1).toArray(Long[]::new))
                .setParameter(
                        "capacities", numbers(rows, seats -> seats.roster().capacity()))
                .setParameter("filled", numbers(rows, seats -> seats.roster().taken()))
                .setParameter("pending", numbers(rows, SessionSeats::pendingSeats))
                .setParameter("documents", texts(rows, json::write))
                .setParameter("now", now)
                .executeUpdate()
                .invoke(written -> {
                    if (written != rows.size()) {
                        throw new ConcurrentChangeException(
                                "of " + rows.size() + " sessions " + written + " were still as they had been read");
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> saveTickets(StatelessSession database, List<SessionSeats> rows) {
        if (rows.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        String[] sessions = rows.stream().map(SessionSeats::sessionId).toArray(String[]::new);
        String[] ids = rows.stream().map(seats -> seats.ticket().backfillId()).toArray(String[]::new);
        Boolean[] open = rows.stream().map(SessionSeats::seeking).toArray(Boolean[]::new);
        String[] due =
                rows.stream().map(seats -> due(seats.ticket()).toString()).toArray(String[]::new);
        return database.createNativeQuery(CLOSE_OLDER)
                .setParameter("sessions", sessions)
                .setParameter("open", ids)
                .executeUpdate()
                .chain(() -> database.createNativeQuery(SAVE_TICKETS)
                        .setParameter("ids", ids)
                        .setParameter("sessions", sessions)
                        .setParameter("open", open)
                        .setParameter("due", due)
                        .executeUpdate())
                .replaceWithVoid();
    }

    private static Instant due(BackfillTicket ticket) {
        boolean proposalFirst =
                ticket.pending() != null && ticket.pending().expiresAt().isBefore(ticket.expiresAt());
        return proposalFirst ? ticket.pending().expiresAt() : ticket.expiresAt();
    }

    /** The sessions behind targets, see {@link Target}. */
    public Uni<Map<Target, String>> sessionsOf(StatelessSession database, Collection<Target> targets) {
        Map<String, Target> byKey = new HashMap<>();
        targets.forEach(target -> byKey.put(target.key(), target));
        return database.createNativeQuery(SESSIONS_OF, Object[].class)
                .setParameter("tickets", ids(targets, Target.Ticket.class))
                .setParameter("servers", ids(targets, Target.Server.class))
                .getResultList()
                .map(rows -> {
                    Map<Target, String> found = new HashMap<>();
                    rows.stream()
                            .filter(row -> byKey.containsKey((String) row[0]))
                            .forEach(row -> found.put(byKey.get((String) row[0]), (String) row[1]));
                    return found;
                });
    }

    private static String[] ids(Collection<Target> targets, Class<? extends Target> kind) {
        return targets.stream().filter(kind::isInstance).map(Target::id).toArray(String[]::new);
    }

    /** Sessions with an open ticket on which something has timed out. */
    public Uni<List<String>> due(StatelessSession database, Instant now, int most) {
        return database.createNativeQuery(DUE, String.class)
                .setParameter("now", now)
                .setParameter("most", most)
                .getResultList();
    }

    /** Drops sessions that are over or were not heard of for long; answers how many. */
    public Uni<Integer> purge(StatelessSession database, Instant endedBefore, Instant silentBefore, int most) {
        return database.createNativeQuery(PURGE)
                .setParameter("ended", endedBefore)
                .setParameter("silent", silentBefore)
                .setParameter("most", most)
                .executeUpdate();
    }

    private static String[] texts(List<StoredSeats> rows, Function<SessionSeats, String> column) {
        return rows.stream().map(StoredSeats::seats).map(column).toArray(String[]::new);
    }

    private static Integer[] numbers(List<StoredSeats> rows, Function<SessionSeats, Integer> column) {
        return rows.stream().map(StoredSeats::seats).map(column).toArray(Integer[]::new);
    }
}
