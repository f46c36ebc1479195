package io.muster.allocator.reservation;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.allocator.node.NodeService;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadListener;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.db.Database;
import io.muster.runtime.flow.OneByOne;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Finds payloads for reservations: chosen in memory, committed by uid and version, many in one statement. A choice that
 * another replica or the payload itself was faster to change is made again on what the database says. What a transaction
 * that fails had chosen is missing from the index until the next request that finds nothing reads it again.
 */
@ApplicationScoped
public class ClaimService implements PayloadListener {

    private static final Logger LOG = Logger.getLogger(ClaimService.class);
    private static final int ROUNDS = 5;
    private static final int MOST_CLAIMABLE = 20_000;
    private static final long ALONE = -1;

    private final Database database;
    private final PayloadService payloads;
    private final PayloadStore payloadStore;
    private final ClaimStore store;
    private final NodeService nodes;
    private final Counter granted;
    private final Counter missed;
    private final Counter conflicts;
    private final ClaimIndexes indexes;
    /** Changes of transactions before this one are known; written by one call of {@link #follow} at a time. */
    private volatile long horizon = ALONE;

    public ClaimService(
            Database database,
            PayloadService payloads,
            PayloadStore payloadStore,
            ClaimStore store,
            NodeService nodes,
            MeterRegistry meters) {
        this.database = database;
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
        return read(session, allocations(reservations, indexes::unread))
                .chain(() -> round(session, reservations, Claims.NONE, 1))
                .invoke(result -> {
                    granted.increment(result.granted().size());
                    missed.increment(result.missed().size());
                });
    }

    /**
     * As {@link #claim}, for reservations of sessions, which were most likely never made before, in one statement without
     * a transaction. Those that are known already miss, and those for which nothing is known to be there; a choice that
     * somebody else was faster to change is not made again.
     */
    Uni<Claims> claimAtOnce(StatelessSession session, List<Reservation> reservations) {
        if (reservations.isEmpty()
                || !allocations(reservations, indexes::unread).isEmpty()) {
            return Uni.createFrom().item(new Claims(List.of(), List.of(), reservations, false));
        }
        ClaimPlan plan = plan(reservations);
        if (plan.outcomes().isEmpty()) {
            return Uni.createFrom().item(new Claims(List.of(), List.of(), reservations, false));
        }
        return store.claimUnknown(session, plan.outcomes(), plan.granted())
                .onFailure()
                .invoke(failure -> indexes.offerAgain(before(plan)))
                .chain(uids -> {
                    Claims claims = Claims.NONE.and(reservations, plan, uids, this::expectsMore);
                    granted.increment(claims.granted().size());
                    return learnOfLost(session, plan, lost(plan, uids)).replaceWith(claims);
                });
    }

    /** What was taken for a reservation that is known already is as it was, and for others to have. */
    private Uni<Void> learnOfLost(StatelessSession session, ClaimPlan plan, List<Payload> lost) {
        if (lost.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        Set<Payload> before = Set.copyOf(before(plan));
        return payloadStore
                .find(session, lost.stream().map(Payload::uid).toList())
                .invoke(found -> {
                    indexes.learn(lost, found);
                    indexes.offerAgain(found.stream().filter(before::contains).toList());
                })
                .replaceWithVoid();
    }

    private static List<Payload> before(ClaimPlan plan) {
        return plan.outcomes().stream().map(PayloadOutcome::before).toList();
    }

    private ClaimPlan plan(List<Reservation> reservations) {
        return ClaimPlan.of(reservations, indexes::of, this::alive, payloads.terms(), payloads.now());
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
        outcomes.stream()
                .map(outcome -> outcome.after().identity().allocationId())
                .distinct()
                .filter(indexes::beginFirstRead)
                .forEach(this::readAhead);
    }

    /** Reads what there is of an allocation when it is first heard of, so that no reservation has to wait for that. */
    private void readAhead(String allocationId) {
        database.read(session -> read(session, List.of(allocationId)))
                .subscribe()
                .with(
                        done -> LOG.debugf("payloads of allocation %s are known", allocationId),
                        failure -> LOG.warnf(failure, "payloads of allocation %s are read later", allocationId));
    }

    /**
     * Follows what other replicas change; without them everything is known already. What they have changed counts here
     * after the next call.
     */
    public Uni<Void> follow() {
        if (!nodes.others()) {
            horizon = ALONE;
            return Uni.createFrom().voidItem();
        }
        return database.read(session -> payloadStore
                .horizon(session)
                .chain(next -> changes(session).invoke(changed -> learn(changed, next)))
                .replaceWithVoid());
    }

    private Uni<List<Payload>> changes(StatelessSession session) {
        return horizon == ALONE
                ? Uni.createFrom().item(List.of())
                : payloadStore.changedSince(session, horizon, MOST_CLAIMABLE);
    }

    private void learn(List<Payload> changed, long next) {
        if (horizon == ALONE || changed.size() == MOST_CLAIMABLE) {
            indexes.forgetAll();
        }
        indexes.learn(changed);
        horizon = next;
    }

    private Uni<Claims> round(StatelessSession session, List<Reservation> open, Claims before, int round) {
        ClaimPlan plan = plan(open);
        Uni<Set<String>> claimed = plan.outcomes().isEmpty()
                ? Uni.createFrom().item(Set.of())
                : store.claim(session, plan.outcomes(), plan.granted());
        return claimed.chain(uids -> {
            Claims after = before.and(open, plan, uids, this::expectsMore);
            List<Payload> lost = lost(plan, uids);
            conflicts.increment(lost.size());
            return after.missed().isEmpty() || round == ROUNDS
                    ? Uni.createFrom().item(after)
                    : refresh(session, after.missed(), lost)
                            .chain(read -> read
                                    ? round(session, after.missed(), after, round + 1)
                                    : Uni.createFrom().item(after));
        });
    }

    private static List<Payload> lost(ClaimPlan plan, Set<String> claimed) {
        return plan.outcomes().stream()
                .map(PayloadOutcome::after)
                .filter(payload -> !claimed.contains(payload.uid()))
                .toList();
    }

    private boolean alive(Payload payload) {
        return nodes.alive(payload.identity().node());
    }

    private boolean expectsMore(Reservation missed) {
        return indexes.of(missed.allocationId()).expects(missed.request().criteria(), this::alive);
    }

    /**
     * Learns what the next round must know; false when there is nothing to be learnt. After a conflict only what was lost
     * is read again: the rest is as it is known, give or take a moment.
     */
    private Uni<Boolean> refresh(StatelessSession session, List<Reservation> missed, List<Payload> lost) {
        if (!lost.isEmpty()) {
            return payloadStore
                    .find(session, lost.stream().map(Payload::uid).toList())
                    .invoke(found -> indexes.learn(lost, found))
                    .replaceWith(true);
        }
        List<String> stale = allocations(missed, id -> indexes.stale(id, payloads.now()));
        return read(session, stale).replaceWith(!stale.isEmpty());
    }

    private Uni<Void> read(StatelessSession session, List<String> allocationIds) {
        return OneByOne.each(
                allocationIds,
                id -> payloadStore
                        .claimable(session, id, MOST_CLAIMABLE)
                        .invoke(found -> indexes.read(id, found, payloads.now())));
    }

    private static List<String> allocations(List<Reservation> reservations, Predicate<String> which) {
        return reservations.stream()
                .map(Reservation::allocationId)
                .distinct()
                .filter(which)
                .toList();
    }
}
