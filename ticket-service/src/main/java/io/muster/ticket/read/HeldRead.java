package io.muster.ticket.read;

import io.muster.contracts.ticket.TicketEvent;
import java.util.concurrent.CompletableFuture;

/** One read that waits for the end of its ticket. Equal to itself only. */
public final class HeldRead {

    private final String ticketId;
    private final boolean refused;
    private final CompletableFuture<TicketEvent> end = new CompletableFuture<>();

    HeldRead(String ticketId, boolean refused) {
        this.ticketId = ticketId;
        this.refused = refused;
    }

    String ticketId() {
        return ticketId;
    }

    /** True when there was no room: it will never end. */
    boolean refused() {
        return refused;
    }

    /** Completes with the event that ends the ticket. */
    CompletableFuture<TicketEvent> end() {
        return end;
    }
}
