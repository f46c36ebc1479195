package io.muster.allocator.console;

import io.muster.allocator.RowJson;
import io.muster.allocator.paging.TimeCursor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.SelectionQuery;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code terminations}, for reading; payloads write it when they go. */
@ApplicationScoped
public class TerminationStore {

    private static final String FILTER = """
            where allocation_id = cast(:allocation as uuid)
            and (cast(:reason as text) is null or reason = cast(:reason as text))
            and (cast(:payload as text) is null or payload_id = cast(:payload as text))
            """;

    private static final String PAGE = "select cast(to_jsonb(t) as text) from terminations t " + FILTER + """
            and (cast(:time as text) is null
                or (removed_at, uid) < (cast(cast(:time as text) as timestamptz), cast(cast(:id as text) as uuid)))
            order by removed_at desc, uid desc limit :limit
            """;

    private final RowJson json;

    public TerminationStore(RowJson json) {
        this.json = json;
    }

    /** Which to list; what is null does not matter. */
    record Filter(String reason, String payloadId) {}

    /**
     * A page of an allocation's, the latest first.
     *
     * @param after the last one of the page before, or null from the start
     */
    Uni<List<TerminationBody>> page(
            StatelessSession session, String allocationId, Filter filter, TimeCursor after, int limit) {
        return filtered(session.createNativeQuery(PAGE, String.class), allocationId, filter)
                .setParameter("time", after == null ? null : after.time().toString())
                .setParameter("id", after == null ? null : after.id())
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> json.readAll(rows, TerminationBody.class));
    }

    /** How many of an allocation's there are. */
    Uni<Long> count(StatelessSession session, String allocationId, Filter filter) {
        return filtered(
                        session.createNativeQuery("select count(*) from terminations t " + FILTER, Long.class),
                        allocationId,
                        filter)
                .getSingleResult();
    }

    private static <R> SelectionQuery<R> filtered(SelectionQuery<R> query, String allocationId, Filter filter) {
        return query.setParameter("allocation", allocationId)
                .setParameter("reason", filter.reason())
                .setParameter("payload", filter.payloadId());
    }

    /** Whose output it is, and which replica keeps it; no node: nobody does. */
    record Output(String uid, String node) {}

    /** The output of a payload of an allocation by its published id, of the latest that had it; empty when none had. */
    Uni<List<Output>> outputOf(StatelessSession session, String allocationId, String payloadId) {
        return session.createNativeQuery("""
                        select uid, node from (
                            select cast(uid as text) as uid, node, 0 as past, created_at from payloads
                            where allocation_id = cast(:allocation as uuid) and payload_id = :id
                            union all
                            select cast(uid as text), node, 1, created_at from terminations
                            where allocation_id = cast(:allocation as uuid) and payload_id = :id
                        ) known order by past, created_at desc limit 1
                        """, Object[].class)
                .setParameter("allocation", allocationId)
                .setParameter("id", payloadId)
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new Output((String) row[0], (String) row[1]))
                        .toList());
    }
}
