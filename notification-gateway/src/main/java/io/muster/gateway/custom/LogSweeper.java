package io.muster.gateway.custom;

import io.muster.gateway.GatewayConfig;
import io.muster.runtime.db.Database;
import io.muster.runtime.flow.PeriodicTimer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Says of custom notifications that they expired, and forgets what is old. Every instance does; twice does no harm. */
@ApplicationScoped
class LogSweeper {

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** A message may be on its way over the socket in its last moment. */
    private static final Duration GRACE = Duration.ofSeconds(10);

    private static final int BATCH = 1000;

    private final Vertx vertx;
    private final Database database;
    private final NotificationStore store;
    private final InstantSource clock;
    private final Duration keepLog;
    private final List<PeriodicTimer> timers = new CopyOnWriteArrayList<>();

    LogSweeper(Vertx vertx, Database database, NotificationStore store, InstantSource clock, GatewayConfig config) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.keepLog = config.keepLog();
    }

    void start(@Observes StartupEvent event) {
        timers.add(PeriodicTimer.every(vertx, INTERVAL, "sweeping the notification log", this::sweep));
    }

    void stop(@Observes ShutdownEvent event) {
        timers.forEach(PeriodicTimer::stop);
    }

    private Uni<Void> sweep() {
        Instant now = clock.instant();
        return database.inTransaction(session -> store.expire(session, now.minus(GRACE), now, BATCH)
                .chain(() -> store.purge(session, now.minus(keepLog))));
    }
}
