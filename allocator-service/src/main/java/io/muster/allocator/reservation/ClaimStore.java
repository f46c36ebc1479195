package io.muster.allocator.reservation;

import io.muster.allocator.RowJson;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadOutcome;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Payloads claimed by uid and version, and the reservations that get them, in one statement: a reservation is recorded
 * exactly when its payload was still as it had been chosen. Rows travel as arrays of columns: PostgreSQL takes longer to
 * read a row of JSON than to write it.
 *
 * <p>Whoever holds the lock of a payload, or has changed it, wins; the others find theirs missing in the answer. No order
 * of locks can lead to a deadlock because nobody waits.
 */
@ApplicationScoped
class ClaimStore {

    /**
     * What was asked for travels on with the locked rows. Joining it again made PostgreSQL, which expects one locked row,
     * compare each with each: 450 ms for 390 of them.
     */
    private static final String ASKED = """
            with asked as (
                select * from unnest(cast(:uids as uuid[]), cast(:versions as bigint[]), cast(:labels as text[]),
                    cast(:annotations as text[]), cast(:seats as int[]), cast(:holders as uuid[]),
                    cast(:sessions as text[]), cast(:dues as text[]), cast(:next as bigint[]))
                    as t(uid, version, labels, annotations, seats_taken, reservation_id, session_id, due_at, next_version)
            ), locked as (
                select a.* from payloads p join asked a on a.uid = p.uid and a.version = p.version
            """;

    /** Only payloads of reservations that nobody has made yet. */
    private static final String UNKNOWN = """
            where not exists (select 1 from reservations r where r.reservation_id = a.reservation_id)
            """;

    private static final String RECORDED = """
                order by p.uid for update of p skip locked
            ), saved as (
                update payloads p set
                    state = 'RESERVED', labels = cast(l.labels as jsonb), annotations = cast(l.annotations as jsonb),
                    seats_taken = l.seats_taken, reservation_id = l.reservation_id, session_id = l.session_id,
                    reserved_at = cast(:now as timestamptz), last_reserved = cast(:now as timestamptz),
                    due_at = cast(l.due_at as timestamptz), version = l.next_version
                from locked l
                where p.uid = l.uid
                returning p.uid
            ), recorded as (
                insert into reservations (reservation_id, namespace, session_id, allocation_id, allocation, state, request,
                    payload_uid, exclusive, server, payload_version, traceparent, requested_at, reserved_at, confirm_by)
                select r.reservation_id, r.namespace, r.session_id, r.allocation_id, r.allocation, 'ACTIVE',
                    cast(r.request as jsonb), r.payload_uid, r.exclusive, cast(r.server as json), r.payload_version,
                    r.traceparent, cast(r.requested_at as timestamptz), cast(:now as timestamptz),
                    cast(r.confirm_by as timestamptz)
                from unnest(cast(:reservations as uuid[]), cast(:namespaces as text[]), cast(:owners as text[]),
                    cast(:allocations as uuid[]), cast(:names as text[]), cast(:requests as text[]),
                    cast(:payloads as uuid[]), cast(:exclusive as boolean[]), cast(:servers as text[]),
                    cast(:payloadVersions as bigint[]), cast(:traces as text[]), cast(:requested as text[]),
                    cast(:confirm as text[]))
                    as r(reservation_id, namespace, session_id, allocation_id, allocation, request, payload_uid, exclusive,
                        server, payload_version, traceparent, requested_at, confirm_by)
                join saved s on s.uid = r.payload_uid
            """;

    private static final String CLAIM = ASKED + RECORDED + """
                on conflict (reservation_id) do update set
                    state = excluded.state, payload_uid = excluded.payload_uid, exclusive = excluded.exclusive,
                    server = excluded.server, payload_version = excluded.payload_version,
                    reserved_at = excluded.reserved_at, confirm_by = excluded.confirm_by, deadline = null
                where reservations.state = 'WAITING'
                returning payload_uid
            )
            select cast(uid as text), (select count(*) from recorded) from saved
            """;

    private static final String CLAIM_UNKNOWN = ASKED + UNKNOWN + RECORDED + ") select cast(uid as text) from saved";

    private final RowJson json;
    /** Stands for requests that nobody will be compared with; they are the larger half of a row. */
    private final String notKept;

    ClaimStore(RowJson json) {
        this.json = json;
        this.notKept = json.write(new Reservation.Request(ClaimCriteria.ANY, Metadata.NONE, null));
    }

    /**
     * Claims payloads in the caller's transaction.
     *
     * @return uids of the payloads that were still as they had been chosen; nothing was done about the others. Fails with
     *     {@link RepeatedRequestException} when one of the reservations has been made meanwhile
     */
    Uni<Set<String>> claim(
            StatelessSession session, Collection<PayloadOutcome> outcomes, List<Reservation> reservations) {
        return bound(session, CLAIM, Object[].class, outcomes, reservations)
                .setParameter("requests", texts(reservations, reservation -> json.write(reservation.request())))
                .getResultList()
                .map(claimed -> claimed(claimed, reservations));
    }

    /**
     * Claims payloads for reservations that nobody has made yet; needs no transaction. What they asked for is not kept:
     * who asks again is known by the id alone.
     *
     * @return uids of the payloads that were still as they had been chosen and whose reservation was not known. Fails, and
     *     has done nothing, when somebody makes one of the reservations at the same time
     */
    Uni<Set<String>> claimUnknown(
            StatelessSession session, Collection<PayloadOutcome> outcomes, List<Reservation> reservations) {
        return bound(session, CLAIM_UNKNOWN, String.class, outcomes, reservations)
                .setParameter("requests", texts(reservations, _ -> notKept))
                .getResultList()
                .map(HashSet::new);
    }

    /** Every reservation of a claimed payload must have been recorded with it. */
    private static Set<String> claimed(List<Object[]> rows, List<Reservation> reservations) {
        Set<String> uids = new HashSet<>();
        rows.forEach(row -> uids.add((String) row[0]));
        long recorded = rows.isEmpty() ? 0 : ((Number) rows.getFirst()[1]).longValue();
        long expected = reservations.stream()
                .filter(one -> uids.contains(one.payloadUid()))
                .count();
        if (recorded < expected) {
            throw new RepeatedRequestException();
        }
        return uids;
    }

    private <R> SelectionQuery<R> bound(
            StatelessSession session,
            String sql,
            Class<R> rowType,
            Collection<PayloadOutcome> outcomes,
            List<Reservation> reservations) {
        List<Payload> payloads = new ArrayList<>(outcomes.size());
        List<Long> versions = new ArrayList<>(outcomes.size());
        for (PayloadOutcome outcome : outcomes) {
            payloads.add(outcome.after());
            versions.add(outcome.before().version());
        }
        SelectionQuery<R> query = session.createNativeQuery(sql, rowType)
                .setParameter("now", payloads.getFirst().hold().reservedAt())
                .setParameter("versions", versions.toArray(Long[]::new));
        bindPayloads(query, payloads);
        bindReservations(query, reservations);
        return query;
    }

    private void bindPayloads(SelectionQuery<?> query, List<Payload> payloads) {
        query.setParameter("uids", uuids(payloads, Payload::uid))
                .setParameter("next", column(payloads, Payload::version, Long[]::new))
                .setParameter(
                        "labels",
                        texts(payloads, payload -> json.write(payload.metadata().labels())))
                .setParameter(
                        "annotations",
                        texts(payloads, payload -> json.write(payload.metadata().annotations())))
                .setParameter(
                        "seats", column(payloads, payload -> payload.seats().taken(), Integer[]::new))
                .setParameter(
                        "holders", uuids(payloads, payload -> payload.hold().reservationId()))
                .setParameter("sessions", texts(payloads, Payload::sessionId))
                .setParameter("dues", texts(payloads, payload -> text(payload.dueAt())));
    }

    private void bindReservations(SelectionQuery<?> query, List<Reservation> reservations) {
        query.setParameter("reservations", uuids(reservations, Reservation::reservationId))
                .setParameter("namespaces", texts(reservations, Reservation::namespace))
                .setParameter("owners", texts(reservations, Reservation::sessionId))
                .setParameter("allocations", uuids(reservations, Reservation::allocationId))
                .setParameter("names", texts(reservations, Reservation::allocation))
                .setParameter("payloads", uuids(reservations, Reservation::payloadUid))
                .setParameter("exclusive", column(reservations, Reservation::exclusive, Boolean[]::new))
                .setParameter("servers", texts(reservations, reservation -> json.write(reservation.server())))
                .setParameter("payloadVersions", column(reservations, Reservation::payloadVersion, Long[]::new))
                .setParameter("traces", texts(reservations, Reservation::traceparent))
                .setParameter("requested", texts(reservations, reservation -> text(reservation.requestedAt())))
                .setParameter("confirm", texts(reservations, reservation -> text(reservation.confirmBy())));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    private static <T> String[] texts(List<T> rows, Function<T, String> value) {
        return column(rows, value, String[]::new);
    }

    private static <T> UUID[] uuids(List<T> rows, Function<T, String> value) {
        return column(rows, row -> UUID.fromString(value.apply(row)), UUID[]::new);
    }

    private static <T, C> C[] column(List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
        C[] column = array.apply(rows.size());
        for (int i = 0; i < column.length; i++) {
            column[i] = value.apply(rows.get(i));
        }
        return column;
    }
}
