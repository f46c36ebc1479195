package io.muster.ticket.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.runtime.db.Database;
import io.muster.runtime.flow.PeriodicTimer;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.store.TicketStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Counts the waiting tickets every now and then, as often as the {@link CountPace} allows. */
@ApplicationScoped
public class PoolSizeTimer {

    private final Vertx vertx;
    private final Database database;
    private final TicketStore store;
    private final PoolSizes sizes;
    private final TicketSettings settings;
    private final InstantSource clock;
    private final List<PeriodicTimer> timers = new CopyOnWriteArrayList<>();
    private final CountPace pace = new CountPace();

    public PoolSizeTimer(
            Vertx vertx,
            Database database,
            TicketStore store,
            PoolSizes sizes,
            TicketSettings settings,
            InstantSource clock,
            MeterRegistry registry) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.sizes = sizes;
        this.settings = settings;
        this.clock = clock;
        registry.gauge("muster_ticket_waiting", sizes, PoolSizes::total);
    }

    void start(@Observes StartupEvent started) {
        timers.add(
                PeriodicTimer.every(vertx, settings.sweep().countPeriod(), "counting of waiting tickets", this::count));
    }

    void stop(@Observes ShutdownEvent stopping) {
        timers.forEach(PeriodicTimer::stop);
    }

    private Uni<Void> count() {
        Instant start = clock.instant();
        if (!pace.allows(start)) {
            return Uni.createFrom().voidItem();
        }
        return database.read(store::countWaiting)
                .invoke(count -> {
                    sizes.counted(count);
                    pace.counted(start, clock.instant());
                })
                .replaceWithVoid();
    }
}
