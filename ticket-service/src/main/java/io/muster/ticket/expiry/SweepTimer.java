package io.muster.ticket.expiry;

import io.muster.runtime.db.Database;
import io.muster.runtime.flow.Again;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.store.TicketStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Runs the sweeps for as long as the service runs. A run that takes longer than its period skips the next one. */
@ApplicationScoped
public class SweepTimer {

    private static final Logger LOG = Logger.getLogger(SweepTimer.class);

    private final TicketSweeper sweep;
    private final Database database;
    private final TicketStore store;
    private final TicketSettings settings;
    private final InstantSource clock;
    private final List<Cancellable> running = new ArrayList<>();

    public SweepTimer(
            TicketSweeper sweep, Database database, TicketStore store, TicketSettings settings, InstantSource clock) {
        this.sweep = sweep;
        this.database = database;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        every(settings.sweep().expiryPeriod(), "expiry of tickets", this::expire);
        every(settings.sweep().expiryPeriod(), "expiry of leases", this::expireLapsed);
        every(settings.sweep().purgePeriod(), "deletion of ended tickets", this::purge);
    }

    void stop(@Observes ShutdownEvent stopping) {
        running.forEach(Cancellable::cancel);
    }

    private Uni<Void> expire() {
        return sweep.expire(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Uni<Void> expireLapsed() {
        return sweep.expireLapsed(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Uni<Void> purge() {
        int most = settings.sweep().maxBatch();
        return Again.whilst(
                deleted -> deleted == most,
                () -> database.inTransaction(
                        session -> store.purge(session, clock.instant().minus(settings.keepEnded()), most)));
    }

    private void every(Duration period, String what, Supplier<Uni<Void>> run) {
        running.add(Multi.createFrom()
                .ticks()
                .every(period)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> run.get()
                        .onFailure()
                        .invoke(failure -> LOG.warnf(failure, "The %s failed and is tried again in %s", what, period))
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(_ -> {}));
    }
}
