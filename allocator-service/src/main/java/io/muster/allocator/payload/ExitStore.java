package io.muster.allocator.payload;

import io.muster.contracts.payload.PayloadEvent;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.outbox.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Ends payloads that one session has for itself, in one statement: each row, its history, its reservation, and what others
 * are told. Only a payload that is in the version it was decided on is ended, and none that somebody has joined since.
 * Nobody waits for a lock of a payload, so no order of locks can lead to a deadlock.
 */
@ApplicationScoped
class ExitStore {

    private static final String END = """
            with ended as (
                select * from unnest(cast(:uids as uuid[]), cast(:versions as bigint[]), cast(:reservations as uuid[]),
                    cast(:codes as int[]), cast(:reasons as text[])) with ordinality
                    as t(uid, version, reservation_id, exit_code, reason, position)
            ), locked as (
                select p.uid, e.reservation_id, e.exit_code, e.reason, e.position
                from payloads p join ended e on e.uid = p.uid and e.version = p.version
                where not exists (select 1 from reservations r where r.payload_uid = p.uid and not r.exclusive)
                order by p.uid for update of p skip locked
            ), gone as (
                delete from payloads p using locked l where p.uid = l.uid
                returning p.uid, p.payload_id, p.namespace, p.allocation_id, p.node, p.session_id, l.exit_code, l.reason,
                    p.created_at, p.ready_at, p.last_reserved, l.reservation_id, l.position
            ), history as (
                insert into terminations
                select g.uid, g.payload_id, g.namespace, g.allocation_id, g.node, g.session_id, g.exit_code, g.reason,
                    g.created_at, g.ready_at, g.last_reserved, cast(:now as timestamptz)
                from gone g
            ), freed as (
                update reservations r set state = 'ENDED', reason = g.reason, ended_at = cast(:now as timestamptz)
                from gone g where r.reservation_id = g.reservation_id and r.state = 'ACTIVE'
            ), told as (
            """ + Outbox.insertIf("e.position in (select g.position from gone g)") + """
            )
            select cast(uid as text) from gone
            """;

    private final Outbox outbox;

    ExitStore(Outbox outbox) {
        this.outbox = outbox;
    }

    /**
     * Ends them; needs no transaction.
     *
     * @param outcomes of payloads that are held by one reservation
     * @param events what others are told of each, in the same order
     * @return uids of those that were as they are known here; nothing was done about the others
     */
    Uni<Set<String>> end(
            StatelessSession session, List<PayloadOutcome> outcomes, List<Outgoing<PayloadEvent>> events, Instant now) {
        int count = outcomes.size();
        UUID[] uids = new UUID[count];
        Long[] versions = new Long[count];
        UUID[] reservations = new UUID[count];
        Integer[] codes = new Integer[count];
        String[] reasons = new String[count];
        for (int i = 0; i < count; i++) {
            Payload before = outcomes.get(i).before();
            Payload after = outcomes.get(i).after();
            uids[i] = UUID.fromString(before.uid());
            versions[i] = before.version();
            reservations[i] = UUID.fromString(before.hold().reservationId());
            codes[i] = after.exitCode();
            reasons[i] = after.ending();
        }
        SelectionQuery<String> query = session.createNativeQuery(END, String.class)
                .setParameter("uids", uids)
                .setParameter("versions", versions)
                .setParameter("reservations", reservations)
                .setParameter("codes", codes)
                .setParameter("reasons", reasons)
                .setParameter("now", now);
        outbox.bind(query, events);
        return query.getResultList().map(HashSet::new);
    }
}
