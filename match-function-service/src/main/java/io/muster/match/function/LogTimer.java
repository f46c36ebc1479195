package io.muster.match.function;

import io.muster.runtime.db.Database;
import io.muster.runtime.flow.Again;
import io.muster.runtime.flow.PeriodicTimer;
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

/** Writes lines of logs in batches, and deletes old ones. */
@ApplicationScoped
public class LogTimer {

    private static final int BATCH = 500;

    private final Vertx vertx;
    private final Database database;
    private final LogStore store;
    private final StateStore states;
    private final LogBuffer buffer;
    private final InstantSource clock;
    private final FunctionSettings.Logs settings;
    private final List<PeriodicTimer> timers = new CopyOnWriteArrayList<>();

    public LogTimer(
            Vertx vertx,
            Database database,
            LogStore store,
            StateStore states,
            LogBuffer buffer,
            InstantSource clock,
            FunctionSettings settings) {
        this.vertx = vertx;
        this.database = database;
        this.store = store;
        this.states = states;
        this.buffer = buffer;
        this.clock = clock;
        this.settings = settings.logs();
    }

    void start(@Observes StartupEvent started) {
        timers.add(PeriodicTimer.every(vertx, settings.writePeriod(), "writing of function logs", this::write));
        timers.add(PeriodicTimer.every(vertx, settings.purgePeriod(), "deletion of function logs", this::purge));
    }

    void stop(@Observes ShutdownEvent stopping) {
        timers.forEach(PeriodicTimer::stop);
    }

    private Uni<Void> write() {
        return Again.whilst(written -> written == BATCH, this::writeBatch);
    }

    private Uni<Integer> writeBatch() {
        List<LogLine> lines = buffer.take(BATCH);
        return lines.isEmpty()
                ? Uni.createFrom().item(0)
                : database.inTransaction(session -> store.insert(session, lines))
                        .replaceWith(lines.size());
    }

    private Uni<Void> purge() {
        Instant oldest = clock.instant().minus(settings.keep());
        return database.inTransaction(session ->
                store.purge(session, oldest, settings.maxLines()).chain(() -> states.purge(session, oldest)));
    }
}
