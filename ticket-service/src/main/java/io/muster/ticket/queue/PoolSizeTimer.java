package io.muster.ticket.queue;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.runtime.db.Database;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.store.TicketStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Counts the waiting tickets every now and then. A count that takes longer than its period skips the next one. */
@ApplicationScoped
public class PoolSizeTimer {

    private static final Logger LOG = Logger.getLogger(PoolSizeTimer.class);

    private final Database database;
    private final TicketStore store;
    private final PoolSizes sizes;
    private final TicketSettings settings;
    private Cancellable running = () -> {};

    public PoolSizeTimer(
            Database database, TicketStore store, PoolSizes sizes, TicketSettings settings, MeterRegistry registry) {
        this.database = database;
        this.store = store;
        this.sizes = sizes;
        this.settings = settings;
        registry.gauge("muster_ticket_waiting", sizes, PoolSizes::total);
    }

    void start(@Observes StartupEvent started) {
        running = Multi.createFrom()
                .ticks()
                .every(settings.sweep().countPeriod())
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> count())
                .subscribe()
                .with(_ -> {});
    }

    void stop(@Observes ShutdownEvent stopping) {
        running.cancel();
    }

    private Uni<Void> count() {
        return database.read(store::countWaiting)
                .invoke(sizes::counted)
                .onFailure()
                .invoke(failure -> LOG.debugf(failure, "Waiting tickets could not be counted"))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
