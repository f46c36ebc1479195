package io.muster.bench.pipeline;

import io.muster.client.ticket.Ticket;
import java.util.concurrent.CompletableFuture;

/** Where a journey learns how its ticket ended. */
interface EndSource {

    /** How it is done. */
    enum Kind {
        /** One stream for all tickets. */
        STREAM,
        /** A read for each ticket, which is held until it ends. */
        HELD
    }

    /** The ticket once it ended, or as it is after a while. */
    CompletableFuture<Ticket> await(String ticketId);
}
