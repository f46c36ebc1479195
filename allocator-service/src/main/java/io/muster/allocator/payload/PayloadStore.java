package io.muster.allocator.payload;

import io.muster.allocator.RowJson;
import io.muster.allocator.allocation.RuntimeKind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * The table {@code payloads}. Each method is one statement, however many payloads it concerns; none opens a transaction.
 */
@ApplicationScoped
public class PayloadStore {

    private static final String ROW = "select cast(to_jsonb(p) as text) from payloads p ";

    private static final String FILTER = """
            where allocation_id = cast(:allocation as uuid)
            and (cast(:state as text) is null or state = cast(:state as text))
            and labels @> cast(cast(:labels as text) as jsonb)
            """;

    /** Payloads made together differ in their ids only, so a row of one of them serves all. */
    private static final String INSERT = """
            insert into payloads (uid, payload_id, namespace, allocation_id, allocation, region, runtime, node, generation,
                ready_ms, life_ms, heartbeat_seconds, created_at, state, details, address, ports, labels, annotations,
                seats, seats_taken, reservation_id, session_id, reserved_at, last_reserved, started_at, ready_at, due_at,
                attempts, exit_code, ending, version)
            select made.uid, made.payload_id, p.namespace, p.allocation_id, p.allocation, p.region, p.runtime, p.node,
                p.generation, p.ready_ms, p.life_ms, p.heartbeat_seconds, p.created_at, p.state, p.details, p.address,
                p.ports, p.labels, p.annotations, p.seats, p.seats_taken, p.reservation_id, p.session_id, p.reserved_at,
                p.last_reserved, p.started_at, p.ready_at, p.due_at, p.attempts, p.exit_code, p.ending, p.version
            from unnest(cast(:uids as uuid[]), cast(:ids as text[])) as made(uid, payload_id),
                jsonb_populate_record(cast(null as payloads), cast(cast(:row as text) as jsonb)) p
            on conflict on constraint payloads_id do nothing
            returning cast(uid as text)
            """;

    /**
     * Whoever holds the lock of a row, or has changed it, wins; the others find theirs missing in the answer. No order of
     * locks can lead to a deadlock because nobody waits.
     */
    private static final String SAVE = """
            with expected as (
                select * from unnest(cast(:uids as uuid[]), cast(:versions as bigint[])) as t(uid, version)
            ), locked as (
                select p.uid from payloads p join expected e on e.uid = p.uid and e.version = p.version
                order by p.uid for update of p skip locked
            ), changed as (
                select r.* from jsonb_populate_recordset(cast(null as payloads), cast(cast(:rows as text) as jsonb)) r
                join locked using (uid)
            ), saved as (
                update payloads p set
                    state = c.state, details = c.details, address = c.address, ports = c.ports, labels = c.labels,
                    annotations = c.annotations, seats_taken = c.seats_taken, reservation_id = c.reservation_id,
                    session_id = c.session_id, reserved_at = c.reserved_at, last_reserved = c.last_reserved,
                    started_at = c.started_at, ready_at = c.ready_at, due_at = c.due_at, attempts = c.attempts,
                    exit_code = c.exit_code, ending = c.ending, version = c.version
                from changed c where p.uid = c.uid
                returning p.uid
            )
            select cast(uid as text) from saved
            """;

    /** Ends the reservations of the payloads with them; answers who lost a server. */
    private static final String REMOVE = """
            with ended as (
                select * from unnest(cast(:uids as uuid[]), cast(:codes as int[]), cast(:reasons as text[]))
                    as t(uid, exit_code, reason)
            ), held as (
                select reservation_id from reservations
                where payload_uid = any(:uids) and exclusive and state = 'ACTIVE'
                union all
                select reservation_id from reservations
                where payload_uid = any(:uids) and not exclusive and state = 'ACTIVE'
            ), gone as (
                delete from payloads p using ended e where p.uid = e.uid
                returning p.uid, p.payload_id, p.namespace, p.allocation_id, p.node, p.session_id, e.exit_code, e.reason,
                    p.created_at, p.ready_at, p.last_reserved
            ), history as (
                insert into terminations
                select g.*, cast(:now as timestamptz) from gone g
            )
            update reservations r set state = 'ENDED', reason = g.reason, ended_at = cast(:now as timestamptz)
            from gone g, held h
            where r.reservation_id = h.reservation_id and r.payload_uid = g.uid and r.state = 'ACTIVE'
            returning cast(r.payload_uid as text), r.session_id
            """;

    private final RowJson json;

    public PayloadStore(RowJson json) {
        this.json = json;
    }

    /** Adds payloads that differ in their ids only; answers the uids of those whose published id was free. */
    Uni<Set<String>> insert(StatelessSession session, List<Payload> payloads) {
        return session.createNativeQuery(INSERT, String.class)
                .setParameter("uids", uids(payloads.stream().map(Payload::uid).toList()))
                .setParameter(
                        "ids",
                        payloads.stream()
                                .map(payload -> payload.identity().payloadId())
                                .toArray(String[]::new))
                .setParameter("row", json.write(PayloadRow.of(payloads.getFirst())))
                .getResultList()
                .map(HashSet::new);
    }

    /**
     * Writes what became of payloads, each only if it still is in the version it was decided on.
     *
     * @return uids of those that were
     */
    Uni<Set<String>> save(StatelessSession session, Collection<PayloadOutcome> outcomes) {
        return session.createNativeQuery(SAVE, String.class)
                .setParameter(
                        "uids",
                        uids(outcomes.stream()
                                .map(outcome -> outcome.after().uid())
                                .toList()))
                .setParameter(
                        "versions",
                        outcomes.stream()
                                .map(outcome -> outcome.before().version())
                                .toArray(Long[]::new))
                .setParameter(
                        "rows",
                        json.write(outcomes.stream()
                                .map(outcome -> PayloadRow.of(outcome.after()))
                                .toList()))
                .getResultList()
                .map(HashSet::new);
    }

    /**
     * Deletes payloads the transaction has locked, keeps a record of each, and ends their reservations.
     *
     * @return payload uid and session id of every reservation that ended
     */
    Uni<List<Object[]>> remove(StatelessSession session, Collection<Payload> payloads, Instant now) {
        return session.createNativeQuery(REMOVE, Object[].class)
                .setParameter("uids", uids(payloads.stream().map(Payload::uid).toList()))
                .setParameter("codes", payloads.stream().map(Payload::exitCode).toArray(Integer[]::new))
                .setParameter("reasons", payloads.stream().map(Payload::ending).toArray(String[]::new))
                .setParameter("now", now)
                .getResultList();
    }

    /** Locks payloads for the transaction, in the order of their uids, so that two of them cannot wait for each other. */
    public Uni<List<Payload>> lock(StatelessSession session, Collection<String> uids) {
        return payloads(session.createNativeQuery(ROW + "where uid = any(:uids) order by uid for update", String.class)
                .setParameter("uids", uids(uids)));
    }

    public Uni<List<Payload>> find(StatelessSession session, Collection<String> uids) {
        return payloads(session.createNativeQuery(ROW + "where uid = any(:uids)", String.class)
                .setParameter("uids", uids(uids)));
    }

    /** One payload of an allocation by its published id; an empty list when there is none. */
    public Uni<List<Payload>> findByPayloadId(StatelessSession session, String allocationId, String payloadId) {
        return payloads(session.createNativeQuery(
                        ROW + "where allocation_id = cast(:allocation as uuid) and payload_id = :id", String.class)
                .setParameter("allocation", allocationId)
                .setParameter("id", payloadId));
    }

    /** What can be claimed, and what a selector for Reserved can match. */
    public Uni<List<Payload>> claimable(StatelessSession session, String allocationId, int limit) {
        return payloads(session.createNativeQuery(
                        ROW
                                + "where allocation_id = cast(:allocation as uuid) and state in ('READY', 'RESERVED')"
                                + " order by state limit :limit",
                        String.class)
                .setParameter("allocation", allocationId)
                .setParameter("limit", limit));
    }

    /** The oldest transaction that is still open: whatever older ones have changed can be read now. */
    public Uni<Long> horizon(StatelessSession session) {
        return session.createNativeQuery(
                        "select cast(cast(pg_snapshot_xmin(pg_current_snapshot()) as text) as bigint)", Long.class)
                .getSingleResult();
    }

    /** Payloads that this transaction or a younger one has changed. */
    public Uni<List<Payload>> changedSince(StatelessSession session, long horizon, int limit) {
        return payloads(session.createNativeQuery(ROW + "where changed_in >= :horizon limit :limit", String.class)
                .setParameter("horizon", horizon)
                .setParameter("limit", limit));
    }

    /** As {@link #list}, by state only; null for all. */
    public Uni<List<Payload>> page(
            StatelessSession session, String allocationId, PayloadState state, String before, int limit) {
        return list(session, allocationId, new PayloadFilter(state, Map.of()), before, limit);
    }

    /**
     * A page of an allocation's payloads, newest first.
     *
     * @param before payloads with a smaller uid only, or null from the start
     */
    public Uni<List<Payload>> list(
            StatelessSession session, String allocationId, PayloadFilter filter, String before, int limit) {
        return payloads(filtered(session.createNativeQuery(ROW + FILTER + """
                                and (cast(:before as text) is null or uid < cast(cast(:before as text) as uuid))
                                order by uid desc limit :limit
                                """, String.class), allocationId, filter)
                .setParameter("before", before)
                .setParameter("limit", limit));
    }

    /** How many payloads of an allocation there are. */
    public Uni<Long> count(StatelessSession session, String allocationId, PayloadFilter filter) {
        return filtered(
                        session.createNativeQuery("select count(*) from payloads p " + FILTER, Long.class),
                        allocationId,
                        filter)
                .getSingleResult();
    }

    private <R> SelectionQuery<R> filtered(SelectionQuery<R> query, String allocationId, PayloadFilter filter) {
        return query.setParameter("allocation", allocationId)
                .setParameter(
                        "state", filter.state() == null ? null : filter.state().name())
                .setParameter("labels", json.write(filter.labels()));
    }

    /** Payloads that run on a node. */
    public Uni<List<Payload>> onNode(StatelessSession session, String node) {
        return payloads(session.createNativeQuery(ROW + "where node = :node", String.class)
                .setParameter("node", node));
    }

    public Uni<List<Payload>> ofRuntime(StatelessSession session, RuntimeKind runtime) {
        return payloads(session.createNativeQuery(ROW + "where runtime = :runtime", String.class)
                .setParameter("runtime", runtime.name()));
    }

    /** Uids of payloads whose time has come and that this node may look after. */
    public Uni<List<String>> due(StatelessSession session, String node, Instant now, int limit) {
        return session.createNativeQuery("""
                        select cast(uid as text) from payloads
                        where due_at <= cast(:now as timestamptz) and state in ('STARTING', 'RESERVED', 'ERROR')
                        and (node is null or node = :node)
                        order by due_at limit :limit for update skip locked
                        """, String.class)
                .setParameter("now", now)
                .setParameter("node", node)
                .setParameter("limit", limit)
                .getResultList();
    }

    private Uni<List<Payload>> payloads(SelectionQuery<String> query) {
        return query.getResultList()
                .map(documents -> json.readAll(documents, PayloadRow.class).stream()
                        .map(PayloadRow::toPayload)
                        .toList());
    }

    private static UUID[] uids(Collection<String> uids) {
        return uids.stream().map(UUID::fromString).toArray(UUID[]::new);
    }
}
