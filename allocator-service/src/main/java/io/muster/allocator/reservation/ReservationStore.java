package io.muster.allocator.reservation;

import io.muster.allocator.RowJson;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
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
                    reserved_at = excluded.reserved_at, confirm_by = excluded.confirm_by, deadline = null
                where reservations.state = 'WAITING'
                returning payload_uid
            )
            select cast(uid as text), (select count(*) from recorded) from saved
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
     * @return uids of the payloads that were still as they had been chosen; nothing was done about the others. Fails with
     *     {@link RepeatedRequestException} when one of the reservations has been made meanwhile
     */
    Uni<Set<String>> claim(
            StatelessSession session, Collection<PayloadOutcome> outcomes, Collection<Reservation> reservations) {
        return payloads.guarded(session, CLAIM, Object[].class, outcomes)
                .setParameter("reservations", rows(reservations))
                .getResultList()
                .map(claimed -> claimed(claimed, reservations));
    }

    /** Every reservation of a claimed payload must have been recorded with it. */
    private static Set<String> claimed(List<Object[]> rows, Collection<Reservation> reservations) {
        Set<String> uids = rows.stream().map(row -> (String) row[0]).collect(Collectors.toSet());
        long recorded = rows.isEmpty() ? 0 : ((Number) rows.getFirst()[1]).longValue();
        long expected = reservations.stream()
                .filter(one -> uids.contains(one.payloadUid()))
                .count();
        if (recorded < expected) {
            throw new RepeatedRequestException();
        }
        return uids;
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

    /** Adds reservations that wait. Fails with {@link RepeatedRequestException} when one has been made meanwhile. */
    Uni<Void> insertWaiting(StatelessSession session, Collection<Reservation> reservations) {
        if (reservations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(
                        "insert into reservations select * from " + ROWS + "on conflict (reservation_id) do nothing")
                .setParameter("reservations", rows(reservations))
                .executeUpdate()
                .invoke(count -> {
                    if (count < reservations.size()) {
                        throw new RepeatedRequestException();
                    }
                })
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

    /** Ends reservations that wait or have a payload. */
    Uni<Void> end(StatelessSession session, Collection<String> ids, String reason, Instant now) {
        return session.createNativeQuery("""
                        update reservations set state = 'ENDED', reason = :reason, ended_at = cast(:now as timestamptz)
                        where reservation_id = any(:ids) and state in ('WAITING', 'ACTIVE')
                        """)
                .setParameter("reason", reason)
                .setParameter("now", now)
                .setParameter("ids", uuids(ids))
                .executeUpdate()
                .replaceWithVoid();
    }

    public Uni<List<Reservation>> find(StatelessSession session, Collection<String> ids) {
        return reservations(session.createNativeQuery(ROW + "where reservation_id = any(:ids)", String.class)
                .setParameter("ids", uuids(ids)));
    }

    /** Active ones that should have been confirmed by now, locked for the transaction. */
    Uni<List<Reservation>> unconfirmed(StatelessSession session, Instant now, int limit) {
        return reservations(session.createNativeQuery(ROW + """
                                where state = 'ACTIVE' and confirm_by <= cast(:now as timestamptz) and confirmed_at is null
                                order by confirm_by limit :limit for update skip locked
                                """, String.class)
                .setParameter("now", now)
                .setParameter("limit", limit));
    }

    /** One that waits or is active, locked for the transaction; an empty list when it is over. */
    Uni<List<Reservation>> lockLive(StatelessSession session, String id) {
        return reservations(session.createNativeQuery(
                        ROW + "where reservation_id = cast(:id as uuid) and state in ('WAITING', 'ACTIVE') for update",
                        String.class)
                .setParameter("id", id));
    }

    /** Forgets those that got nothing. */
    Uni<Void> deleteFailed(StatelessSession session, Collection<String> ids) {
        return session.createNativeQuery(
                        "delete from reservations where reservation_id = any(:ids) and state = 'FAILED'")
                .setParameter("ids", uuids(ids))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Confirms an active reservation; false when it is not active. */
    Uni<Boolean> confirm(StatelessSession session, String id, Instant now) {
        return session.createNativeQuery("""
                        update reservations set confirmed_at = coalesce(confirmed_at, cast(:now as timestamptz))
                        where reservation_id = cast(:id as uuid) and state = 'ACTIVE'
                        """)
                .setParameter("id", id)
                .setParameter("now", now)
                .executeUpdate()
                .map(count -> count == 1);
    }

    /** Confirms whatever holds a payload. */
    Uni<Void> confirmOf(StatelessSession session, String payloadUid, Instant now) {
        return session.createNativeQuery("""
                        update reservations set confirmed_at = coalesce(confirmed_at, cast(:now as timestamptz))
                        where payload_uid = cast(:uid as uuid) and state = 'ACTIVE'
                        """)
                .setParameter("uid", payloadUid)
                .setParameter("now", now)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static UUID[] uuids(Collection<String> ids) {
        return ids.stream().map(UUID::fromString).toArray(UUID[]::new);
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
