package io.muster.allocator.console;

import io.muster.allocator.RowJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code terminations}, for reading; payloads write it when they go. */
@ApplicationScoped
public class TerminationStore {

    private final RowJson json;

    public TerminationStore(RowJson json) {
        this.json = json;
    }

    /** The latest of an allocation. */
    Uni<List<TerminationBody>> latest(StatelessSession session, String allocationId, int limit) {
        return session.createNativeQuery("""
                        select cast(to_jsonb(t) as text) from terminations t
                        where allocation_id = cast(:allocation as uuid) order by removed_at desc limit :limit
                        """, String.class)
                .setParameter("allocation", allocationId)
                .setParameter("limit", limit)
                .getResultList()
                .map(rows -> json.readAll(rows, TerminationBody.class));
    }

    /** The uid of a payload of an allocation by its published id, the latest that had it; empty when none had. */
    Uni<List<String>> uidOf(StatelessSession session, String allocationId, String payloadId) {
        return session.createNativeQuery("""
                        select uid from (
                            select cast(uid as text) as uid, 0 as past, created_at from payloads
                            where allocation_id = cast(:allocation as uuid) and payload_id = :id
                            union all
                            select cast(uid as text), 1, created_at from terminations
                            where allocation_id = cast(:allocation as uuid) and payload_id = :id
                        ) known order by past, created_at desc limit 1
                        """, String.class)
                .setParameter("allocation", allocationId)
                .setParameter("id", payloadId)
                .getResultList();
    }
}
