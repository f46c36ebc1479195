package io.muster.match.function;

import io.muster.runtime.db.Database;
import io.muster.runtime.flow.Again;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** Writes lines of logs in batches, and deletes old ones. */
@ApplicationScoped
public class LogTimer {

    private static final Logger LOG = Logger.getLogger(LogTimer.class);
    private static final int BATCH = 500;

    private final Database database;
    private final LogStore store;
    private final StateStore states;
    private final LogBuffer buffer;
    private final InstantSource clock;
    private final FunctionSettings.Logs settings;
    private Cancellable writing = () -> {};
    private Cancellable purging = () -> {};

    public LogTimer(
            Database database,
            LogStore store,
            StateStore states,
            LogBuffer buffer,
            InstantSource clock,
            FunctionSettings settings) {
        this.database = database;
        this.store = store;
        this.states = states;
        this.buffer = buffer;
        this.clock = clock;
        this.settings = settings.logs();
    }

    void start(@Observes StartupEvent started) {
        writing = every(settings.writePeriod(), this::write);
        purging = every(settings.purgePeriod(), this::purge);
    }

    void stop(@Observes ShutdownEvent stopping) {
        writing.cancel();
        purging.cancel();
    }

    private static Cancellable every(Duration period, Supplier<Uni<Void>> work) {
        return Multi.createFrom()
                .ticks()
                .every(period)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(_ -> work.get()
                        .onFailure()
                        .invoke(failure -> LOG.warnf(failure, "Function logs were not written or deleted"))
                        .onFailure()
                        .recoverWithNull())
                .subscribe()
                .with(_ -> {});
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
