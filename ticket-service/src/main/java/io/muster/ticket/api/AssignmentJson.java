package io.muster.ticket.api;

import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.contracts.ticket.TicketReturned;
import io.muster.ticket.lifecycle.Ticket;
import io.vertx.core.json.JsonObject;

/**
 * How a ticket ended. Published clients take an {@code error} for the end of the matter, and anything else in it for
 * success.
 *
 * @param connection {@code ip:port}, or null when the match is hosted without a server
 * @param properties JSON text with matchId, sessionId and queueName
 */
public record AssignmentJson(String connection, String error, String properties) {

    /** Null while the ticket may still be matched or waits for its server. */
    static AssignmentJson of(Ticket ticket) {
        return ticket.state().ended() ? of(ticket.lastEvent()) : null;
    }

    /** Null unless the event ends its ticket. */
    static AssignmentJson of(TicketEvent event) {
        return switch (event) {
            case TicketCreated _, TicketClaimed _, TicketReturned _ -> null;
            case TicketAssigned assigned -> new AssignmentJson(assigned.connection(), null, properties(assigned));
            case TicketCancelled _ -> error("The ticket was cancelled.");
            case TicketExpired _ -> error("Timeout: no match was found in time.");
            case TicketFailed failed -> error(failed.reason() + ": " + failed.message());
        };
    }

    private static AssignmentJson error(String message) {
        return new AssignmentJson(null, message, null);
    }

    private static String properties(TicketAssigned assigned) {
        return new JsonObject()
                .put("matchId", assigned.matchId())
                .put("sessionId", assigned.sessionId())
                .put("queueName", assigned.queue())
                .encode();
    }
}
