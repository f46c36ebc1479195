package io.muster.allocator.reservation;

import io.muster.allocator.RowJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code reservations}. Each method is one statement; none opens a transaction. */
@ApplicationScoped
public class ReservationStore {

    private static final String ROW = "select cast(to_jsonb(r) as text) from reservations r ";

    /** What the schema derives from other columns is left out. */
    private static final String INSERT = """
            insert into reservations (reservation_id, namespace, session_id, allocation_id, allocation, state, reason, message,
                request, payload_uid, exclusive, server, payload_version, traceparent, requested_at, deadline, reserved_at,
                ended_at, confirm_by, confirmed_at)
            select r.reservation_id, r.namespace, r.session_id, r.allocation_id, r.allocation, r.state, r.reason, r.message,
                r.request, r.payload_uid, r.exclusive, r.server, r.payload_version, r.traceparent, r.requested_at, r.deadline,
                r.reserved_at, r.ended_at, r.confirm_by, r.confirmed_at
            from jsonb_populate_recordset(cast(null as reservations), cast(cast(:reservations as text) as jsonb)) r
            """;

    private final RowJson json;

    public ReservationStore(RowJson json) {
        this.json = json;
    }

    /** Adds reservations that wait or have failed. */
    Uni<Void> insert(StatelessSession session, Collection<Reservation> reservations) {
        if (reservations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(INSERT)
                .setParameter("reservations", rows(reservations))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Adds reservations that wait. Fails with {@link RepeatedRequestException} when one has been made meanwhile. */
    Uni<Void> insertWaiting(StatelessSession session, Collection<Reservation> reservations) {
        if (reservations.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(INSERT + "on conflict (reservation_id) do nothing")
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
                                where allocation_id = cast(:allocation as uuid) and waits_until is not null
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
                            where waits_until <= cast(:now as timestamptz)
                            order by waits_until limit :limit for update skip locked)
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
                                where unconfirmed_until <= cast(:now as timestamptz)
                                order by unconfirmed_until limit :limit for update skip locked
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
                        where state = 'ACTIVE' and reservation_id in (
                            select reservation_id from reservations
                            where payload_uid = cast(:uid as uuid) and exclusive
                            union all
                            select reservation_id from reservations
                            where payload_uid = cast(:uid as uuid) and not exclusive)
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
