package io.muster.session.upkeep;

import io.muster.runtime.flow.Again;
import io.muster.runtime.flow.PeriodicTimer;
import io.muster.session.SessionConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Runs the upkeep from time to time. A run starts when the one before it has ended, so a slow database is not asked
 * twice; a run that fails is tried again at the next time.
 */
@ApplicationScoped
class UpkeepTimer {

    private final Vertx vertx;
    private final WaitSweeper sweeper;
    private final PurgeSweeper purge;
    private final SessionConfig config;
    private final List<PeriodicTimer> timers = new CopyOnWriteArrayList<>();

    UpkeepTimer(Vertx vertx, WaitSweeper sweeper, PurgeSweeper purge, SessionConfig config) {
        this.vertx = vertx;
        this.sweeper = sweeper;
        this.purge = purge;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        every(config.sweepInterval(), "sweep of sessions that wait", sweeper::sweep);
        every(config.purgeInterval(), "deletion of old sessions", purge::purge);
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(PeriodicTimer::stop);
    }

    /** A batch that was full is followed by the next at once. */
    private void every(Duration interval, String what, Supplier<Uni<? extends Boolean>> batch) {
        timers.add(PeriodicTimer.every(vertx, interval, what, () -> Again.<Boolean>whilst(more -> more, batch)));
    }
}
