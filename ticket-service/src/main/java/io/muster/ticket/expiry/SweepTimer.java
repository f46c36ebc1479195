package io.muster.ticket.expiry;

import io.muster.runtime.flow.PeriodicTimer;
import io.muster.ticket.TicketSettings;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** Runs the sweeps for as long as the service runs. A run that takes longer than its period skips the next one. */
@ApplicationScoped
public class SweepTimer {

    private final Vertx vertx;
    private final TicketSweeper sweep;
    private final PurgeSweeper purge;
    private final TicketSettings settings;
    private final InstantSource clock;
    private final List<PeriodicTimer> timers = new CopyOnWriteArrayList<>();

    public SweepTimer(
            Vertx vertx, TicketSweeper sweep, PurgeSweeper purge, TicketSettings settings, InstantSource clock) {
        this.vertx = vertx;
        this.sweep = sweep;
        this.purge = purge;
        this.settings = settings;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        every(settings.sweep().expiryPeriod(), "expiry of tickets", this::expire);
        every(settings.sweep().expiryPeriod(), "expiry of leases", this::expireLapsed);
        every(settings.sweep().purgePeriod(), "deletion of ended tickets", this::purge);
    }

    void stop(@Observes ShutdownEvent stopping) {
        timers.forEach(PeriodicTimer::stop);
    }

    private Uni<Void> expire() {
        return sweep.expire(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Uni<Void> expireLapsed() {
        return sweep.expireLapsed(clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }

    private Uni<Void> purge() {
        return purge.purge(clock.instant().minus(settings.keepEnded()));
    }

    private void every(Duration period, String what, Supplier<Uni<Void>> run) {
        timers.add(PeriodicTimer.every(vertx, period, what, run));
    }
}
