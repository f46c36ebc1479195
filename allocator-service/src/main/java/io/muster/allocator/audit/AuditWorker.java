package io.muster.allocator.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.allocator.AllocatorSettings;
import io.muster.runtime.db.Database;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jboss.logging.Logger;

/**
 * Writes the audit log behind the answers, many entries in one statement, so that a reservation does not wait for it. What
 * a replica has answered in its last moments before it is killed is missing from the log; an orderly stop writes everything.
 * While the database is away entries wait; when there is no room for more, further ones are counted and dropped.
 */
@ApplicationScoped
public class AuditWorker {

    private static final Logger LOG = Logger.getLogger(AuditWorker.class);
    private static final int ROOM = 65_536;
    private static final int BATCH = 2_000;
    private static final int MOST_FORGOTTEN = 10_000;

    private final Database database;
    private final AuditStore store;
    private final InstantSource clock;
    private final AllocatorSettings settings;
    private final Counter dropped;
    private final BlockingQueue<AuditEntry> waiting = new ArrayBlockingQueue<>(ROOM);

    public AuditWorker(
            Database database,
            AuditStore store,
            InstantSource clock,
            AllocatorSettings settings,
            MeterRegistry meters) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.settings = settings;
        this.dropped = meters.counter("muster_allocator_audit_dropped");
    }

    /** Will be written soon. Never blocks; may be called from any thread. */
    void add(AuditEntry entry) {
        if (!waiting.offer(entry)) {
            dropped.increment();
            LOG.errorf("no room for the audit log: %s of %s by %s", entry.operation(), entry.target(), entry.subject());
        }
    }

    /** Writes everything that waits; what could not be written waits for the next time. */
    Uni<Void> write() {
        List<AuditEntry> taken = new ArrayList<>();
        waiting.drainTo(taken, BATCH);
        if (taken.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return database.inTransaction(session -> store.insert(session, taken))
                .onFailure()
                .invoke(() -> taken.forEach(this::add))
                .chain(this::write);
    }

    /** Forgets what is too old, and the oldest of what is too much, a bounded piece at a time. */
    Uni<Void> forget() {
        AllocatorSettings.Audit bounds = settings.audit();
        return database.inTransaction(
                session -> store.forgetBefore(session, clock.instant().minus(bounds.retention()), MOST_FORGOTTEN)
                        .chain(() -> store.forgetBeyond(session, bounds.mostEntries(), MOST_FORGOTTEN)));
    }
}
