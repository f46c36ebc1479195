package io.muster.allocator.scaling;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationListener;
import io.muster.allocator.allocation.AllocationStore;
import io.muster.allocator.allocation.DemandListener;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.allocation.Scale;
import io.muster.allocator.host.SimulatedRuntime;
import io.muster.allocator.node.NodeService;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadIdentity;
import io.muster.allocator.payload.PayloadIds;
import io.muster.allocator.payload.PayloadListener;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.db.Database;
import io.muster.runtime.id.IdSource;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.jboss.logging.Logger;

/**
 * Keeps every allocation at its number of payloads. Changes wake it; what happens within the debounce time is answered by
 * one round. The lock on the allocation's row lets one replica at a time scale it.
 */
@ApplicationScoped
public class ScalingWorker implements PayloadListener, AllocationListener, DemandListener {

    private static final Logger LOG = Logger.getLogger(ScalingWorker.class);
    private static final String SCALED_DOWN = "scaled-down";
    /** Until the next look when one was of no use: somebody else has the lock, or it is too early to remove anything. */
    private static final Duration IDLE_CHECK = Duration.ofMillis(100);

    private static final String OUTDATED = "outdated";

    private final Vertx vertx;
    private final Database database;
    private final AllocationStore allocations;
    private final ScalingStore store;
    private final PrewarmService prewarm;
    private final PayloadStore payloadStore;
    private final PayloadService payloads;
    private final NodeService nodes;
    private final IdSource ids;
    private final PayloadIds payloadIds = new PayloadIds(new SecureRandom());
    private final AllocatorSettings settings;
    private final Set<String> scheduled = ConcurrentHashMap.newKeySet();
    private final Map<String, Surplus> surplus = new ConcurrentHashMap<>();
    private volatile boolean stopped;

    public ScalingWorker(
            Vertx vertx,
            Database database,
            AllocationStore allocations,
            ScalingStore store,
            PrewarmService prewarm,
            PayloadStore payloadStore,
            PayloadService payloads,
            NodeService nodes,
            IdSource ids,
            AllocatorSettings settings) {
        this.vertx = vertx;
        this.database = database;
        this.allocations = allocations;
        this.store = store;
        this.prewarm = prewarm;
        this.payloadStore = payloadStore;
        this.payloads = payloads;
        this.nodes = nodes;
        this.ids = ids;
        this.settings = settings;
    }

    /**
     * Unreserved payloads to remove.
     *
     * @param generation only those of an earlier one
     * @param starting how many of those that are not Ready yet
     * @param ready how many of those that are; never more because one that is starting could not be had
     */
    private record Removal(Allocation allocation, long generation, int starting, int ready, String reason) {}

    /** What one round did. */
    private record Round(List<PayloadOutcome> outcomes, boolean again) {}

    @Override
    public void changed(List<PayloadOutcome> outcomes) {
        String last = null; // most batches are of one allocation
        for (PayloadOutcome outcome : outcomes) {
            String allocationId = outcome.after().identity().allocationId();
            if (!allocationId.equals(last) && movesCounts(outcome)) {
                wake(allocationId, settings.scaling().refill());
                last = allocationId;
            }
        }
    }

    private static boolean movesCounts(PayloadOutcome outcome) {
        return outcome.removed()
                || (outcome.before() != null
                        && outcome.before().state() != outcome.after().state());
    }

    @Override
    public void changed(Allocation allocation) {
        wake(allocation.id());
    }

    @Override
    public void demanded(String allocationId) {
        wake(allocationId);
    }

    /** Looks at an allocation after the debounce time. */
    public void wake(String allocationId) {
        wake(allocationId, settings.scaling().debounce());
    }

    /** Looks at every allocation, for what nobody reported. */
    public Uni<Void> wakeAll() {
        return database.read(allocations::active)
                .invoke(all -> all.forEach(this::wake))
                .replaceWithVoid();
    }

    /** No more payloads are created or removed by this replica. */
    public void stop() {
        stopped = true;
    }

    private void wake(String allocationId, Duration wait) {
        if (!stopped && scheduled.add(allocationId)) {
            vertx.setTimer(Math.max(1, wait.toMillis()), _ -> scale(allocationId));
        }
    }

    private void scale(String allocationId) {
        scheduled.remove(allocationId);
        if (stopped) {
            return;
        }
        database.inTransaction(session -> allocations
                        .lock(session, allocationId)
                        .chain(locked -> locked.isEmpty()
                                ? Uni.createFrom().item(new Round(List.of(), true))
                                : round(session, locked.getFirst())))
                .subscribe()
                .with(round -> finish(allocationId, round), failure -> {
                    LOG.warnf(failure, "allocation %s could not be scaled", allocationId);
                    wake(allocationId, Duration.ofSeconds(1));
                });
    }

    private Uni<Round> round(StatelessSession session, Allocation allocation) {
        return store.count(session, allocation)
                .chain(counts -> store.waiting(session, allocation.id(), Scale.LIMIT)
                        .chain(waiting -> prewarm.scale(session, allocation)
                                .map(scale -> ScalingPolicy.plan(allocation.wish(), scale, counts, waiting)))
                        .chain(plan -> round(session, allocation, counts, plan)));
    }

    private Uni<Round> round(StatelessSession session, Allocation allocation, Counts counts, ScalingPolicy.Plan plan) {
        int step = settings.scaling().step();
        int create = Math.min(plan.create(), step);
        int remove = removable(allocation, plan);
        boolean again = create < plan.create() || remove < plan.remove() || plan.outdated() > 0;
        return payloads.create(session, made(allocation, create))
                .chain(created -> remove(session, surplus(allocation, counts, remove))
                        .chain(removed -> remove(session, outdated(allocation, counts, plan))
                                .map(outdated -> new Round(all(created, removed, outdated), again))))
                .call(() -> allocations.setStatus(
                        session, allocation.id(), StatusPolicy.status(allocation, counts, create)));
    }

    private List<Payload> made(Allocation allocation, int count) {
        Instant now = payloads.now();
        return IntStream.range(0, count).mapToObj(_ -> made(allocation, now)).toList();
    }

    private Payload made(Allocation allocation, Instant now) {
        PayloadIdentity identity = new PayloadIdentity(
                ids.nextId(),
                payloadIds.next(),
                allocation.namespace(),
                allocation.id(),
                allocation.name(),
                allocation.region(),
                allocation.runtime(),
                allocation.runtime() == RuntimeKind.PROCESS ? nodes.node() : null,
                allocation.generation(),
                allocation.simulation(),
                allocation.spec().heartbeatSeconds(),
                now);
        Payload payload = Payload.created(
                identity,
                new Metadata(allocation.labels(), Map.of()),
                allocation.spec().seats());
        return allocation.runtime() == RuntimeKind.SIMULATED
                ? SimulatedRuntime.started(payload, allocation, payloads.terms(), now)
                : payload;
    }

    /** Payloads that may be removed now; only a surplus that lasts is, unless the allocation wants none any more. */
    private int removable(Allocation allocation, ScalingPolicy.Plan plan) {
        if (plan.remove() == 0 || !allocation.accepting()) {
            surplus.remove(allocation.id());
            return Math.min(plan.remove(), settings.scaling().step());
        }
        Instant now = payloads.now();
        Surplus seen = surplus.compute(allocation.id(), (_, before) -> Surplus.seen(before, plan.remove(), now));
        int removable = Math.min(
                seen.removable(settings.scaling().downDelay(), now),
                settings.scaling().step());
        surplus.computeIfPresent(allocation.id(), (_, watched) -> watched.without(removable));
        return removable;
    }

    private static List<PayloadOutcome> all(
            List<PayloadOutcome> created, List<PayloadOutcome> removed, List<PayloadOutcome> outdated) {
        List<PayloadOutcome> outcomes = new ArrayList<>(created);
        outcomes.addAll(removed);
        outcomes.addAll(outdated);
        return outcomes;
    }

    /** Those that are not ready yet go first: they are the least loss. */
    private static Removal surplus(Allocation allocation, Counts counts, int count) {
        int starting = Math.min(count, counts.starting());
        return new Removal(allocation, Long.MAX_VALUE, starting, count - starting, SCALED_DOWN);
    }

    private static Removal outdated(Allocation allocation, Counts counts, ScalingPolicy.Plan plan) {
        int starting = Math.min(plan.outdated(), counts.outdatedStarting());
        return new Removal(allocation, allocation.generation(), starting, plan.outdated() - starting, OUTDATED);
    }

    private Uni<List<PayloadOutcome>> remove(StatelessSession session, Removal removal) {
        if (removal.starting() + removal.ready() == 0) {
            return Uni.createFrom().item(List.of());
        }
        PayloadCommand end = new PayloadCommand.ShutDown(removal.reason(), false);
        return store.surplus(
                        session, removal.allocation().id(), removal.generation(), removal.starting(), removal.ready())
                .chain(uids -> payloadStore.lock(session, uids))
                .chain(locked -> payloads.decideLocked(
                        session,
                        locked,
                        locked.stream()
                                .map(payload -> new PayloadService.Addressed(payload.uid(), end))
                                .toList()));
    }

    private void finish(String allocationId, Round round) {
        payloads.announce(round.outcomes());
        if (round.again()) {
            boolean idle = round.outcomes().isEmpty();
            wake(allocationId, idle ? IDLE_CHECK : settings.scaling().debounce());
        }
    }
}
