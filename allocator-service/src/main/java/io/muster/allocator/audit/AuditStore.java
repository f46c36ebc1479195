package io.muster.allocator.audit;

import io.muster.allocator.RowJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code audit_entries}. Each method is one statement; none opens a transaction. */
@ApplicationScoped
class AuditStore {

    private static final String INSERT = """
            insert into audit_entries (namespace, at, subject, roles, operation, allocation, target, status, request_id)
            select r.namespace, r.at, r.subject, r.roles, r.operation, r.allocation, r.target, r.status, r.request_id
            from jsonb_populate_recordset(cast(null as audit_entries), cast(cast(:rows as text) as jsonb)) r
            """;

    private static final String FILTER = """
            where namespace = :namespace
            and (cast(:subject as text) is null or subject = cast(:subject as text))
            and (cast(:operation as text) is null or operation = cast(:operation as text))
            and (cast(:allocation as text) is null or allocation = cast(:allocation as text)
                or allocation in (
                    select cast(id as text) from allocations
                    where namespace = :namespace and name = cast(:allocation as text)
                    union all
                    select name from allocations
                    where namespace = :namespace and cast(id as text) = cast(:allocation as text)))
            and (cast(:target as text) is null or starts_with(target, cast(:target as text)))
            and status between :first and :last
            and (cast(:since as text) is null or at >= cast(cast(:since as text) as timestamptz))
            and (cast(:until as text) is null or at < cast(cast(:until as text) as timestamptz))
            """;

    private final RowJson json;

    AuditStore(RowJson json) {
        this.json = json;
    }

    Uni<Void> insert(StatelessSession session, Collection<AuditEntry> entries) {
        return session.createNativeQuery(INSERT)
                .setParameter(
                        "rows", json.write(entries.stream().map(AuditRow::of).toList()))
                .executeUpdate()
                .replaceWithVoid();
    }

    /**
     * A page of a namespace's entries, the latest first.
     *
     * @param before entries with a smaller id only
     */
    Uni<List<AuditRow>> page(StatelessSession session, String namespace, AuditQuery query, long before, int limit) {
        return filtered(
                        session.createNativeQuery(
                                "select cast(to_jsonb(e) as text) from audit_entries e " + FILTER
                                        + "and entry_id < :before order by entry_id desc limit :limit",
                                String.class),
                        namespace,
                        query)
                .setParameter("before", before)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> json.readAll(rows, AuditRow.class));
    }

    /** How many of a namespace's entries there are. */
    Uni<Long> count(StatelessSession session, String namespace, AuditQuery query) {
        return filtered(
                        session.createNativeQuery("select count(*) from audit_entries e " + FILTER, Long.class),
                        namespace,
                        query)
                .getSingleResult();
    }

    /** Deletes entries from before the limit, the oldest first. */
    Uni<Void> forgetBefore(StatelessSession session, Instant limit, int atOnce) {
        return session.createNativeQuery("""
                        delete from audit_entries where entry_id in (
                            select entry_id from audit_entries where at < cast(:limit as timestamptz)
                            order by at limit :atOnce)
                        """)
                .setParameter("limit", limit)
                .setParameter("atOnce", atOnce)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Deletes the oldest when there are more than {@code most}; ids without an entry count. */
    Uni<Void> forgetBeyond(StatelessSession session, long most, int atOnce) {
        return session.createNativeQuery("""
                        delete from audit_entries where entry_id in (
                            select entry_id from audit_entries
                            where entry_id <= (select max(entry_id) from audit_entries) - :most
                            order by entry_id limit :atOnce)
                        """)
                .setParameter("most", most)
                .setParameter("atOnce", atOnce)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static <R> SelectionQuery<R> filtered(SelectionQuery<R> select, String namespace, AuditQuery query) {
        AuditOutcome outcome = query.outcome();
        return select.setParameter("namespace", namespace)
                .setParameter("subject", query.subject())
                .setParameter("operation", query.operation())
                .setParameter("allocation", query.allocation())
                .setParameter("target", query.target())
                .setParameter("first", outcome == null ? 0 : outcome.first())
                .setParameter("last", outcome == null ? Integer.MAX_VALUE : outcome.last())
                .setParameter("since", text(query.since()))
                .setParameter("until", text(query.until()));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }
}
