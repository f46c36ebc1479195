package io.muster.ticket.api;

import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketDetails;
import io.muster.ticket.lifecycle.TicketState.Assigned;
import io.muster.ticket.lifecycle.TicketState.Cancelled;
import io.muster.ticket.lifecycle.TicketState.Claimed;
import io.muster.ticket.lifecycle.TicketState.Expired;
import io.muster.ticket.lifecycle.TicketState.Failed;
import io.muster.ticket.lifecycle.TicketState.Waiting;
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
        return switch (ticket.state()) {
            case Waiting _, Claimed _ -> null;
            case Assigned assigned ->
                new AssignmentJson(assigned.connection(), null, properties(ticket.details(), assigned));
            case Cancelled _ -> error("The ticket was cancelled.");
            case Expired _ -> error("Timeout: no match was found in time.");
            case Failed failed -> error(failed.reason() + ": " + failed.message());
        };
    }

    private static AssignmentJson error(String message) {
        return new AssignmentJson(null, message, null);
    }

    private static String properties(TicketDetails details, Assigned assigned) {
        return new JsonObject()
                .put("matchId", assigned.claim().matchId())
                .put("sessionId", assigned.sessionId())
                .put("queueName", details.queue())
                .encode();
    }
}
