package io.muster.ticket.read;

import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.store.LeaseStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;

/** Renews the leases of tickets that are read, many per statement. Tickets without a lease cost nothing. Any thread. */
@ApplicationScoped
public class LeaseService {

    private final Database database;
    private final LeaseStore store;
    private final InstantSource clock;
    private final GroupCommit<LeaseStore.Renewal, Boolean> renewals;

    public LeaseService(
            Database database,
            LeaseStore store,
            InstantSource clock,
            GroupCommit.Factory batches,
            TicketSettings settings) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.renewals = batches.create(
                "ticket-lease", settings.intake().maxBatch(), 1, settings.held().max(), this::renewAll);
    }

    /**
     * Renews the lease, if the ticket has one and has not ended.
     *
     * @param held how long the read is held, which counts as reading all the time
     */
    Uni<Void> renew(Ticket ticket, Duration held) {
        if (ticket.details().lease() == null || ticket.state().ended()) {
            return Uni.createFrom().voidItem();
        }
        LeaseStore.Renewal renewal =
                new LeaseStore.Renewal(ticket.id(), clock.instant().plus(held));
        return renewals.submit(renewal).replaceWithVoid();
    }

    private Uni<List<Boolean>> renewAll(List<LeaseStore.Renewal> batch) {
        return database.inTransaction(session -> store.renew(session, batch))
                .replaceWith(Collections.nCopies(batch.size(), true));
    }
}
