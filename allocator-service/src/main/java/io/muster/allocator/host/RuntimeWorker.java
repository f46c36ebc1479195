package io.muster.allocator.host;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationStore;
import io.muster.allocator.node.NodeService;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadListener;
import io.muster.allocator.payload.PayloadOutcome;
import io.muster.allocator.payload.PayloadState;
import io.muster.allocator.payload.PayloadStore;
import io.muster.runtime.db.Database;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Makes what runs agree with the rows: payloads that are Creating are started, those on their way out are stopped. Told of
 * changes by this replica at once, and looks once in a while for what others have changed.
 */
@ApplicationScoped
public class RuntimeWorker implements PayloadListener {

    private static final Logger LOG = Logger.getLogger(RuntimeWorker.class);

    private final Database database;
    private final AllocationStore allocations;
    private final PayloadStore payloads;
    private final NodeService nodes;
    private final List<PayloadRuntime> runtimes;
    private volatile boolean stopped;

    public RuntimeWorker(
            Database database,
            AllocationStore allocations,
            PayloadStore payloads,
            NodeService nodes,
            @All List<PayloadRuntime> runtimes) {
        this.database = database;
        this.allocations = allocations;
        this.payloads = payloads;
        this.nodes = nodes;
        this.runtimes = runtimes;
    }

    @Override
    public void changed(List<PayloadOutcome> outcomes) {
        List<Payload> creating = new ArrayList<>();
        for (PayloadOutcome outcome : outcomes) {
            Payload payload = outcome.after();
            if (outcome.removed() || !mine(payload)) {
                continue;
            }
            if (payload.state().ending()) {
                stop(payload);
            } else if (payload.state() == PayloadState.CREATING) {
                creating.add(payload);
            }
        }
        start(creating);
    }

    private boolean mine(Payload payload) {
        String node = payload.identity().node();
        return node == null || node.equals(nodes.node());
    }

    /** Looks at everything this replica runs. */
    public Uni<Void> reconcile() {
        return database.read(session -> payloads.onNode(session, nodes.node()))
                .invoke(mine -> {
                    mine.stream().filter(payload -> payload.state().ending()).forEach(this::stop);
                    start(mine.stream()
                            .filter(payload -> payload.state() == PayloadState.CREATING
                                    || payload.state() == PayloadState.PREPARING)
                            .toList());
                })
                .replaceWithVoid();
    }

    /** Nothing is started any more. */
    public void stop() {
        stopped = true;
    }

    private void start(List<Payload> creating) {
        if (stopped || creating.isEmpty()) {
            return;
        }
        Map<String, List<Payload>> byAllocation = creating.stream()
                .collect(Collectors.groupingBy(payload -> payload.identity().allocationId()));
        byAllocation.forEach((id, batch) -> database.read(session -> allocations.findById(session, id))
                .subscribe()
                .with(
                        found -> found.forEach(allocation -> start(allocation, batch)),
                        failure -> LOG.warnf(failure, "payloads of allocation %s are started later", id)));
    }

    private void start(Allocation allocation, List<Payload> creating) {
        creating.forEach(payload -> runtime(payload).ifPresent(runtime -> runtime.start(payload, allocation.spec())));
    }

    private void stop(Payload payload) {
        runtime(payload).ifPresent(runtime -> runtime.stop(payload));
    }

    private Optional<PayloadRuntime> runtime(Payload payload) {
        return runtimes.stream()
                .filter(runtime -> runtime.kind() == payload.identity().runtime())
                .findFirst();
    }
}
