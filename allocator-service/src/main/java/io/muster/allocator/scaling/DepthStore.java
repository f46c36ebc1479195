package io.muster.allocator.scaling;

import io.muster.contracts.depth.QueueDepthMeasured;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The table {@code queue_depths}. Each method is one statement; none opens a transaction. */
@ApplicationScoped
public class DepthStore {

    /** Keeps measurements for allocations that look at them; answers the ids of those allocations. */
    Uni<List<String>> record(StatelessSession session, List<QueueDepthMeasured> depths) {
        return session.createNativeQuery("""
                        insert into queue_depths as d
                        select distinct on (m.namespace, m.queue) m.namespace, m.queue, a.id, m.tickets, m.measured_at
                        from unnest(cast(:namespaces as text[]), cast(:queues as text[]), cast(:allocations as text[]),
                            cast(:tickets as int[]), cast(cast(:times as text[]) as timestamptz[]))
                            as m(namespace, queue, allocation, tickets, measured_at)
                        join allocations a on a.namespace = m.namespace and a.wish = 'RUN' and a.tickets_per_payload > 0
                            and (a.name = m.allocation or cast(a.id as text) = m.allocation)
                        order by m.namespace, m.queue
                        on conflict (namespace, queue) do update set
                            allocation_id = excluded.allocation_id, tickets = excluded.tickets,
                            measured_at = excluded.measured_at
                        where d.measured_at < excluded.measured_at
                        returning cast(allocation_id as text)
                        """, String.class)
                .setParameter(
                        "namespaces",
                        depths.stream().map(QueueDepthMeasured::namespace).toArray(String[]::new))
                .setParameter(
                        "queues", depths.stream().map(QueueDepthMeasured::queue).toArray(String[]::new))
                .setParameter(
                        "allocations",
                        depths.stream().map(QueueDepthMeasured::allocation).toArray(String[]::new))
                .setParameter(
                        "tickets",
                        depths.stream().map(QueueDepthMeasured::tickets).toArray(Integer[]::new))
                .setParameter(
                        "times",
                        depths.stream()
                                .map(depth -> depth.measuredAt().toString())
                                .toArray(String[]::new))
                .getResultList();
    }

    /** Tickets that wait for servers of an allocation, as far as that was measured after a time. */
    Uni<Integer> tickets(StatelessSession session, String allocationId, Instant after) {
        return session.createNativeQuery("""
                        select cast(coalesce(sum(tickets), 0) as int) from queue_depths
                        where allocation_id = cast(:allocation as uuid) and measured_at > cast(:after as timestamptz)
                        """, Integer.class)
                .setParameter("allocation", allocationId)
                .setParameter("after", after)
                .getSingleResult();
    }
}
