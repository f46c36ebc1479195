package io.muster.ticket.read;

import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.muster.ticket.TicketSettings;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.store.TicketStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Reads tickets without their content; requests that come together are answered by one statement. Any thread. */
@ApplicationScoped
public class ReadService {

    private static final int STATEMENTS_AT_ONCE = 2;

    private final Database database;
    private final TicketStore store;
    private final GroupCommit<String, Optional<Ticket>> reads;

    public ReadService(Database database, TicketStore store, GroupCommit.Factory batches, TicketSettings settings) {
        this.database = database;
        this.store = store;
        this.reads = batches.create(
                "ticket-read",
                settings.intake().maxBatch(),
                STATEMENTS_AT_ONCE,
                settings.held().max(),
                settings.held().readInterval(),
                settings.intake().enough(),
                this::readAll);
    }

    /** The ticket as it is in the database. */
    public Uni<Optional<Ticket>> read(String ticketId) {
        return reads.submit(ticketId);
    }

    private Uni<List<Optional<Ticket>>> readAll(List<String> ticketIds) {
        return database.read(session -> store.find(session, ticketIds))
                .map(tickets -> ticketIds.stream()
                        .map(ticketId -> Optional.ofNullable(tickets.get(ticketId)))
                        .toList());
    }
}
