package io.muster.session.upkeep;

import io.muster.session.SessionConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Runs the upkeep from time to time. A run starts when the one before it has ended, so a slow database is not asked
 * twice; a run that fails is tried again at the next time.
 */
@ApplicationScoped
class UpkeepTimer {

    private static final Logger LOG = Logger.getLogger(UpkeepTimer.class);

    private final Vertx vertx;
    private final WaitSweeper sweeper;
    private final PurgeSweeper purge;
    private final SessionConfig config;
    private final AtomicBoolean stopped = new AtomicBoolean();

    UpkeepTimer(Vertx vertx, WaitSweeper sweeper, PurgeSweeper purge, SessionConfig config) {
        this.vertx = vertx;
        this.sweeper = sweeper;
        this.purge = purge;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        schedule("sweep", config.sweepInterval(), sweeper::sweep);
        schedule("purge", config.purgeInterval(), purge::purge);
    }

    void stop(@Observes ShutdownEvent event) {
        stopped.set(true);
    }

    private void schedule(String name, Duration interval, Supplier<Uni<Boolean>> work) {
        vertx.setTimer(interval.toMillis(), timer -> run(name, interval, work));
    }

    private void run(String name, Duration interval, Supplier<Uni<Boolean>> work) {
        if (stopped.get()) {
            return;
        }
        work.get()
                .onFailure()
                .recoverWithItem(failure -> {
                    LOG.warnf("%s failed and is tried again in %s: %s", name, interval, failure.getMessage());
                    return false;
                })
                .subscribe()
                .with(more -> schedule(name, more ? Duration.ofMillis(1) : interval, work));
    }
}
