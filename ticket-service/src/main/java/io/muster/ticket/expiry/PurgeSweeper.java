package io.muster.ticket.expiry;

import io.muster.runtime.db.Database;
import io.muster.runtime.flow.Again;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.store.TicketStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Deletes ended tickets in bounded batches, which go through the tickets in the order of their creation. Two replicas may
 * purge at the same time: each passes over the tickets the other holds.
 */
@ApplicationScoped
public class PurgeSweeper {

    private final Database database;
    private final TicketStore store;
    private final int maxBatch;

    public PurgeSweeper(Database database, TicketStore store, TicketSettings settings) {
        this.database = database;
        this.store = store;
        this.maxBatch = settings.sweep().maxBatch();
    }

    /** Deletes the tickets that ended before a moment. */
    public Uni<Void> purge(Instant endedBefore) {
        AtomicReference<Optional<UUID>> last = new AtomicReference<>(Optional.empty());
        return Again.whilst(
                deleted -> deleted.size() == maxBatch,
                () -> database.inTransaction(session -> store.purge(session, last.get(), endedBefore, maxBatch))
                        .invoke(deleted -> last.set(deleted.reversed().stream().findFirst())));
    }
}
