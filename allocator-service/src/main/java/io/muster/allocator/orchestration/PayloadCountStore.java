package io.muster.allocator.orchestration;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationCursor;
import io.muster.allocator.allocation.AllocationFilter;
import io.muster.allocator.allocation.AllocationStore;
import io.muster.allocator.payload.PayloadState;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** How many payloads allocations have, by published state. */
@ApplicationScoped
public class PayloadCountStore {

    /** An allocation and its payloads by state. */
    record Counted(Allocation allocation, Map<String, Integer> payloads) {}

    /** Some allocations, and how many there are on all pages. */
    record Page(List<Counted> allocations, long total) {}

    private final Database database;
    private final AllocationStore allocations;

    public PayloadCountStore(Database database, AllocationStore allocations) {
        this.database = database;
        this.allocations = allocations;
    }

    Uni<Map<String, Integer>> of(String allocationId) {
        return database.read(session -> counts(session, List.of(allocationId)))
                .map(all -> all.getOrDefault(allocationId, Map.of()));
    }

    Uni<Page> allocations(String namespace, AllocationFilter filter, AllocationCursor after, int limit) {
        return database.read(session -> allocations
                .count(session, namespace, filter)
                .chain(total -> allocations
                        .page(session, namespace, filter, after, limit)
                        .chain(page -> counts(
                                        session,
                                        page.stream().map(Allocation::id).toList())
                                .map(counts -> page.stream()
                                        .map(one -> new Counted(one, counts.getOrDefault(one.id(), Map.of())))
                                        .toList()))
                        .map(page -> new Page(page, total))));
    }

    private Uni<Map<String, Map<String, Integer>>> counts(StatelessSession session, List<String> ids) {
        return session.createNativeQuery("""
                        select cast(allocation_id as text), state, count(*) from payloads
                        where allocation_id = any(:ids) group by allocation_id, state order by state
                        """, Object[].class)
                .setParameter("ids", ids.stream().map(UUID::fromString).toArray(UUID[]::new))
                .getResultList()
                .map(rows -> {
                    Map<String, Map<String, Integer>> counts = new HashMap<>();
                    rows.forEach(row -> counts.computeIfAbsent((String) row[0], _ -> new LinkedHashMap<>())
                            .put(PayloadState.valueOf((String) row[1]).published(), ((Number) row[2]).intValue()));
                    return counts;
                });
    }
}
