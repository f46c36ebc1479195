package io.muster.allocator.reservation;

import io.muster.allocator.RowJson;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code reservations}. Each method is one statement; none opens a transaction. */
@ApplicationScoped
public class ReservationStore {

    private static final String ROW = "select cast(to_jsonb(r) as text) from reservations r ";

    private static final String ROWS =
            "jsonb_populate_recordset(cast(null as reservations), cast(cast(:reservations as text) as jsonb)) ";

    /** Payloads and reservations in one statement: a reservation is recorded exactly when its payload was still free. */
    private static final String CLAIM = PayloadStore.GUARDED_UPDATE + """
            , recorded as (
                insert into reservations
                select r.* from\s""" + ROWS + """
             r join saved s on s.uid = r.payload_uid
                on conflict (reservation_id) do update set
                    state = excluded.state, payload_uid = excluded.payload_uid, exclusive = excluded.exclusive,
                    server = excluded.server, payload_version = excluded.payload_version,
                    reserved_at = excluded.reserved_at, deadline = null
                where reservations.state = 'WAITING'
            )
            select cast(uid as text) from saved
            """;

    private final PayloadStore payloads;
    private final RowJson json;

    public ReservationStore(PayloadStore payloads, RowJson json) {
        this.payloads = payloads;
        this.json = json;
    }

    /**
     * Claims payloads by uid and version and records the reservations that got them.
     *
     * @return uids of the payloads that were still as they had been chosen; nothing was done about the others
     */
    Uni<Set<String>> claim(
            StatelessSession session, Collection<PayloadOutcome> outcomes, Collection<Reservation> reservations) {
        return payloads.guarded(session, CLAIM, outcomes)
                .setParameter("reservations", rows(reservations))
                .getResultList()
                .map(HashSet::new);
    }

    /** Adds reservations that wait or have failed. */
    Uni<Void> insert(StatelessSession session, Collection<Reservation> reservations) {
        if (reservations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery("insert into reservations select * from " + ROWS)
                .setParameter("reservations", rows(reservations))
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<List<Reservation>> ofSessions(StatelessSession session, Collection<String> sessionIds) {
        return reservations(session.createNativeQuery(ROW + "where session_id = any(:sessions)", String.class)
                .setParameter("sessions", sessionIds.toArray(String[]::new)));
    }

    /** The longest waiting ones of an allocation, locked for the transaction; those of another one are left out. */
    Uni<List<Reservation>> waiting(StatelessSession session, String allocationId, int limit) {
        return reservations(session.createNativeQuery(ROW + """
                                where allocation_id = cast(:allocation as uuid) and state = 'WAITING'
                                order by requested_at limit :limit for update skip locked
                                """, String.class)
                .setParameter("allocation", allocationId)
                .setParameter("limit", limit));
    }

    /** Ends the wait of reservations whose deadline is over, and answers them. */
    Uni<List<Reservation>> expire(StatelessSession session, Instant now, String message, int limit) {
        return reservations(session.createNativeQuery("""
                        update reservations r set state = 'FAILED', reason = :reason, message = :message,
                            ended_at = cast(:now as timestamptz)
                        where reservation_id in (
                            select reservation_id from reservations
                            where state = 'WAITING' and deadline <= cast(:now as timestamptz)
                            order by deadline limit :limit for update skip locked)
                        returning cast(to_jsonb(r) as text)
                        """, String.class)
                .setParameter("reason", Reservation.NO_PAYLOAD)
                .setParameter("message", message)
                .setParameter("now", now)
                .setParameter("limit", limit));
    }

    /** Ends what sessions have or wait for. */
    Uni<Void> end(StatelessSession session, Collection<String> sessionIds, String reason, Instant now) {
        return session.createNativeQuery("""
                        update reservations set state = 'ENDED', reason = :reason, ended_at = cast(:now as timestamptz)
                        where session_id = any(:sessions) and state in ('WAITING', 'ACTIVE')
                        """)
                .setParameter("reason", reason)
                .setParameter("now", now)
                .setParameter("sessions", sessionIds.toArray(String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    private Uni<List<Reservation>> reservations(SelectionQuery<String> query) {
        return query.getResultList()
                .map(documents -> json.readAll(documents, ReservationRow.class).stream()
                        .map(ReservationRow::toReservation)
                        .toList());
    }

    private String rows(Collection<Reservation> reservations) {
        return json.write(reservations.stream().map(ReservationRow::of).toList());
    }
}
