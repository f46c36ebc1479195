package io.muster.allocator.reservation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.allocator.node.NodeService;
import io.muster.allocator.payload.PayloadListener;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/**
 * Finds payloads for reservations: chosen in memory, committed by uid and version, many in one statement. A choice that
 * another replica or the payload itself was faster to change is made again on what the database says. What a transaction
 * that fails had chosen is missing from the index until the next request that finds nothing reads it again.
 */
@ApplicationScoped
public class ClaimService implements PayloadListener {

    private static final int ROUNDS = 5;
    private static final int MOST_CLAIMABLE = 20_000;

    private final PayloadService payloads;
    private final PayloadStore payloadStore;
    private final ReservationStore store;
    private final NodeService nodes;
    private final Counter granted;
    private final Counter missed;
    private final Counter conflicts;
    private final ClaimIndexes indexes;

    public ClaimService(
            PayloadService payloads,
            PayloadStore payloadStore,
            ReservationStore store,
            NodeService nodes,
            MeterRegistry meters) {
        this.payloads = payloads;
        this.payloadStore = payloadStore;
        this.store = store;
        this.nodes = nodes;
        this.granted = meters.counter("muster_allocator_claims", "outcome", "granted");
        this.missed = meters.counter("muster_allocator_claims", "outcome", "missed");
        this.conflicts = meters.counter("muster_allocator_claim_conflicts");
        this.indexes = new ClaimIndexes(nodes.node().hashCode());
    }

    /** Claims within the caller's transaction. Every reservation's allocation must be known. */
    Uni<Claims> claim(StatelessSession session, List<Reservation> reservations) {
        return round(session, reservations, Claims.NONE, 1).invoke(result -> {
            granted.increment(result.granted().size());
            missed.increment(result.missed().size());
        });
    }

    @Override
    public void changed(List<PayloadOutcome> outcomes) {
        for (PayloadOutcome outcome : outcomes) {
            ClaimIndex index = indexes.of(outcome.after().identity().allocationId());
            if (outcome.removed()) {
                index.forget(outcome.after().uid());
            } else {
                index.put(outcome.after());
            }
        }
    }

    private Uni<Claims> round(StatelessSession session, List<Reservation> open, Claims before, int round) {
        ClaimPlan plan = ClaimPlan.of(
                open, indexes::of, payload -> nodes.alive(payload.identity().node()), payloads.terms(), payloads.now());
        Uni<Set<String>> claimed = plan.outcomes().isEmpty()
                ? Uni.createFrom().item(Set.of())
                : store.claim(session, plan.outcomes(), plan.granted());
        return claimed.chain(uids -> {
            Claims after = before.and(open, plan, uids, this::expectsMore);
            List<String> lost = lost(plan, uids);
            conflicts.increment(lost.size());
            return after.missed().isEmpty() || round == ROUNDS
                    ? Uni.createFrom().item(after)
                    : refresh(session, after.missed(), lost, round)
                            .chain(read -> read
                                    ? round(session, after.missed(), after, round + 1)
                                    : Uni.createFrom().item(after));
        });
    }

    private static List<String> lost(ClaimPlan plan, Set<String> claimed) {
        return plan.outcomes().stream()
                .map(outcome -> outcome.after().uid())
                .filter(uid -> !claimed.contains(uid))
                .toList();
    }

    private boolean expectsMore(Reservation missed) {
        return indexes.of(missed.allocationId()).expects(missed.request().criteria());
    }

    /**
     * Learns what the next round must know; false when there is nothing to be learnt. After the first conflict only the
     * payloads that were lost are read again, because the others are probably as they are known; after a second one all.
     */
    private Uni<Boolean> refresh(StatelessSession session, List<Reservation> missed, List<String> lost, int round) {
        if (!lost.isEmpty() && round == 1) {
            return payloadStore.find(session, lost).invoke(indexes::learn).replaceWith(true);
        }
        List<String> stale = missed.stream()
                .map(Reservation::allocationId)
                .distinct()
                .filter(id -> !lost.isEmpty() || indexes.stale(id, payloads.now()))
                .toList();
        Uni<Void> reads = Uni.createFrom().voidItem();
        for (String id : stale) {
            reads = reads.chain(() -> payloadStore.claimable(session, id, MOST_CLAIMABLE))
                    .invoke(found -> indexes.read(id, found, payloads.now()))
                    .replaceWithVoid();
        }
        return reads.replaceWith(!stale.isEmpty());
    }
}
