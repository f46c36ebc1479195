package io.muster.gateway.custom;

import io.muster.gateway.GatewayConfig;
import io.muster.runtime.db.Database;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Says of custom notifications that they expired, and forgets what is old. Every instance does; twice does no harm. */
@ApplicationScoped
class LogSweeper {

    private static final Logger LOG = Logger.getLogger(LogSweeper.class);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A message may be on its way over the socket in its last moment. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int BATCH = 1000;

    private final Vertx vertx;
    private final Database database;
    private final NotificationStore store;
    private final InstantSource clock;
    private final Duration keepLog;
    private final AtomicBoolean busy = new AtomicBoolean();

    LogSweeper(Vertx vertx, Database database, NotificationStore store, InstantSource clock, GatewayConfig config) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.keepLog = config.keepLog();
    }

    void start(@Observes StartupEvent event) {
        vertx.setPeriodic(INTERVAL.toMillis(), any -> sweep());
    }

    void stop(@Observes ShutdownEvent event) {
        busy.set(true);
    }

    private void sweep() {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        Instant now = clock.instant();
        Uni<Void> work = database.inTransaction(session -> store.expire(session, now.minus(GRACE), now, BATCH)
                .chain(() -> store.purge(session, now.minus(keepLog))));
        work.onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("the log was not swept, trying again: %s", failure));
    }
}
