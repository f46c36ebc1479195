package io.muster.allocator.scaling;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** What the autoscaler asks the database. Each method is one statement; none opens a transaction. */
@ApplicationScoped
public class ScalingStore {

    /** Payloads of an allocation by state. */
    Uni<Counts> count(StatelessSession session, String allocationId) {
        return session.createNativeQuery("""
                        select state, count(*) from payloads where allocation_id = cast(:allocation as uuid) group by state
                        """, Object[].class)
                .setParameter("allocation", allocationId)
                .getResultList()
                .map(ScalingStore::counts);
    }

    /**
     * Uids of payloads to remove, the ones that are the least loss first: those that failed, then those that have come
     * the least far, then the newest.
     */
    Uni<List<String>> surplus(StatelessSession session, String allocationId, int count) {
        return session.createNativeQuery("""
                        select cast(uid as text) from payloads
                        where allocation_id = cast(:allocation as uuid)
                        and state in ('ERROR', 'CREATING', 'PREPARING', 'STARTING', 'READY')
                        order by array_position(array['ERROR', 'CREATING', 'PREPARING', 'STARTING', 'READY'], state),
                            generation, uid desc
                        limit :count for update skip locked
                        """, String.class)
                .setParameter("allocation", allocationId)
                .setParameter("count", count)
                .getResultList();
    }

    private static Counts counts(List<Object[]> rows) {
        Map<String, Integer> counts = new HashMap<>();
        rows.forEach(row -> counts.put((String) row[0], ((Number) row[1]).intValue()));
        return new Counts(
                counts.getOrDefault("CREATING", 0)
                        + counts.getOrDefault("PREPARING", 0)
                        + counts.getOrDefault("STARTING", 0)
                        + counts.getOrDefault("ERROR", 0),
                counts.getOrDefault("READY", 0),
                counts.getOrDefault("RESERVED", 0),
                counts.getOrDefault("SHUTDOWN", 0) + counts.getOrDefault("UNHEALTHY", 0));
    }
}
