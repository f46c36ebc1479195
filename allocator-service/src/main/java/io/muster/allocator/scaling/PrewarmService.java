package io.muster.allocator.scaling;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.DemandListener;
import io.muster.allocator.allocation.Scale;
import io.muster.allocator.payload.PayloadService;
import io.muster.contracts.Envelope;
import io.muster.contracts.depth.DepthEvent;
import io.muster.contracts.depth.QueueDepthMeasured;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** How many tickets wait for servers of an allocation, for those that are configured to look at it. */
@ApplicationScoped
public class PrewarmService {

    /** A depth is repeated every few seconds; one that is not any more is not true any more. */
    private static final Duration BELIEVED = Duration.ofSeconds(15);

    private final Database database;
    private final DepthStore store;
    private final PayloadService payloads;
    private final List<DemandListener> listeners;

    public PrewarmService(
            Database database, DepthStore store, PayloadService payloads, @All List<DemandListener> listeners) {
        this.database = database;
        this.store = store;
        this.payloads = payloads;
        this.listeners = listeners;
    }

    /** Keeps what was measured, and wakes the autoscaler where it matters; nothing is to be published. */
    Uni<List<Outgoing<?>>> handle(List<Envelope<DepthEvent>> events) {
        Map<String, QueueDepthMeasured> latest = new LinkedHashMap<>();
        events.forEach(envelope -> {
            switch (envelope.event()) {
                case QueueDepthMeasured depth -> latest.put(depth.subject(), depth);
            }
        });
        return database.inTransaction(session -> store.record(session, List.copyOf(latest.values())))
                .invoke(ids ->
                        ids.stream().distinct().forEach(id -> listeners.forEach(listener -> listener.demanded(id))))
                .replaceWith(List.of());
    }

    /** The numbers of payloads to keep, given the tickets that wait. Asks nobody when the allocation does not look. */
    Uni<Scale> scale(StatelessSession session, Allocation allocation) {
        return allocation.scale().ticketsPerPayload() == 0
                ? Uni.createFrom().item(allocation.scale())
                : store.tickets(session, allocation.id(), payloads.now().minus(BELIEVED))
                        .map(allocation.scale()::prewarmed);
    }
}
