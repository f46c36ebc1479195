package io.muster.allocator.scaling;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.payload.PayloadState;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** What the autoscaler asks the database. Each method is one statement; none opens a transaction. */
@ApplicationScoped
public class ScalingStore {

    /** Payloads of an allocation by what they count for. */
    Uni<Counts> count(StatelessSession session, Allocation allocation) {
        return session.createNativeQuery("""
                        select state, generation < :generation, count(*) from payloads
                        where allocation_id = cast(:allocation as uuid) group by 1, 2
                        """, Object[].class)
                .setParameter("generation", allocation.generation())
                .setParameter("allocation", allocation.id())
                .getResultList()
                .map(ScalingStore::counts);
    }

    /** Reservations that wait for a payload of an allocation, no more than {@code most}. */
    Uni<Integer> waiting(StatelessSession session, String allocationId, int most) {
        return session.createNativeQuery("""
                        select cast(count(*) as int) from (
                            select 1 from reservations
                            where allocation_id = cast(:allocation as uuid) and waits_until is not null limit :most) waiting
                        """, Integer.class)
                .setParameter("allocation", allocationId)
                .setParameter("most", most)
                .getSingleResult();
    }

    /**
     * Uids of payloads to remove, the ones that are the least loss first: those that failed, then those that have come
     * the least far, then the newest of the oldest generation. A payload that somebody else is changing is left out, and
     * none that is Ready goes in its place.
     *
     * @param generation only payloads of an earlier one
     * @param starting most of those that are not Ready yet
     * @param ready most of those that are
     */
    Uni<List<String>> surplus(StatelessSession session, String allocationId, long generation, int starting, int ready) {
        return session.createNativeQuery("""
                        with starting as (
                            select uid from payloads
                            where allocation_id = cast(:allocation as uuid) and generation < :generation
                            and state in ('ERROR', 'CREATING', 'PREPARING', 'STARTING')
                            order by array_position(array['ERROR', 'CREATING', 'PREPARING', 'STARTING'], state),
                                generation, uid desc
                            limit :starting for update skip locked
                        ), ready as (
                            select uid from payloads
                            where allocation_id = cast(:allocation as uuid) and generation < :generation
                            and state = 'READY'
                            order by generation, uid desc
                            limit :ready for update skip locked
                        )
                        select cast(uid as text) from (select uid from starting union all select uid from ready) found
                        """, String.class)
                .setParameter("allocation", allocationId)
                .setParameter("generation", generation)
                .setParameter("starting", starting)
                .setParameter("ready", ready)
                .getResultList();
    }

    private static Counts counts(List<Object[]> rows) {
        Counts.Tally tally = new Counts.Tally();
        rows.forEach(row ->
                tally.add(PayloadState.valueOf((String) row[0]), (Boolean) row[1], ((Number) row[2]).intValue()));
        return tally.counts();
    }
}
