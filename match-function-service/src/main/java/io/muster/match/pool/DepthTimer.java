package io.muster.match.pool;

import io.muster.contracts.Pool;
import io.muster.contracts.Topics;
import io.muster.contracts.depth.DepthEvent;
import io.muster.match.config.QueueRules;
import io.muster.match.config.QueueRulesService;
import io.muster.match.rules.Hosting;
import io.muster.match.rules.PoolDefinition;
import io.muster.runtime.event.EventPublisher;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.DerivedIds;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * Says once a second how many tickets wait in queues whose matches are played on servers of an allocation, so that the
 * autoscaler can start servers before the matches are there. Costs the pools one task a second, and tickets nothing.
 */
@ApplicationScoped
public class DepthTimer {

    private static final Logger LOG = Logger.getLogger(DepthTimer.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final Vertx vertx;
    private final PoolService pools;
    private final QueueRulesService rules;
    private final EventPublisher publisher;
    private final InstantSource clock;
    private final DepthReport report = new DepthReport();
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile long timer;

    public DepthTimer(
            Vertx vertx, PoolService pools, QueueRulesService rules, EventPublisher publisher, InstantSource clock) {
        this.vertx = vertx;
        this.pools = pools;
        this.rules = rules;
        this.publisher = publisher;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(PERIOD_MILLIS, _ -> measure());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** While pools are too busy to answer, the next rounds are left out. */
    private void measure() {
        if (busy.compareAndSet(false, true)) {
            var _ = pools.depths().whenComplete((depths, failure) -> {
                try {
                    if (failure == null) {
                        publish(depths);
                    } else {
                        LOG.debugf(failure, "depths were not measured");
                    }
                } finally {
                    busy.set(false);
                }
            });
        }
    }

    private void publish(Map<Pool, Integer> depths) {
        Instant now = clock.instant();
        List<Outgoing<DepthEvent>> events =
                report
                        .due(depths, this::allocation, queue -> pools.owns(queue.partition(Topics.PARTITIONS)), now)
                        .stream()
                        .map(depth -> Outgoing.first(
                                Topics.DEPTHS,
                                (DepthEvent) depth,
                                DerivedIds.of(depth.subject(), "depth-" + depth.version()),
                                now,
                                null))
                        .toList();
        if (!events.isEmpty()) {
            publisher
                    .publish(events)
                    .subscribe()
                    .with(done -> {}, failure -> LOG.debugf(failure, "%d depths were not said", events.size()));
        }
    }

    /** That of the pool which stands for the queue; whether others of its pools are played elsewhere is not looked at. */
    private Optional<String> allocation(Pool queue) {
        return rules.find(queue)
                .map(QueueRules::config)
                .flatMap(config -> config.mainPool())
                .map(PoolDefinition::hosting)
                .map(hosting -> hosting instanceof Hosting.Allocate allocate ? allocate.allocation() : null);
    }
}
