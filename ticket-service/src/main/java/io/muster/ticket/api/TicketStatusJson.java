package io.muster.ticket.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketState.Assigned;
import io.muster.ticket.lifecycle.TicketState.Cancelled;
import io.muster.ticket.lifecycle.TicketState.Claim;
import io.muster.ticket.lifecycle.TicketState.Claimed;
import io.muster.ticket.lifecycle.TicketState.Expired;
import io.muster.ticket.lifecycle.TicketState.Failed;
import io.muster.ticket.lifecycle.TicketState.Waiting;

/**
 * A ticket in the flat status form.
 *
 * @param assignmentType {@code Multiplay} for a match on a game server, {@code MatchId} for one without
 * @param status {@code InProgress}, {@code Found}, {@code Failed} or {@code Timeout}
 * @param message why it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketStatusJson(
        String assignmentType, String status, String message, String ip, Integer port, String matchId) {

    private static final String ON_SERVER = "Multiplay";
    private static final String WITHOUT_SERVER = "MatchId";

    static TicketStatusJson of(Ticket ticket) {
        return switch (ticket.state()) {
            case Waiting _ -> new TicketStatusJson(ON_SERVER, "InProgress", null, null, null, null);
            case Claimed(Claim claim) ->
                new TicketStatusJson(ON_SERVER, "InProgress", null, null, null, claim.matchId());
            case Assigned assigned -> found(assigned);
            case Cancelled _ ->
                new TicketStatusJson(ON_SERVER, "Failed", "The ticket was cancelled.", null, null, null);
            case Expired _ -> new TicketStatusJson(ON_SERVER, "Timeout", null, null, null, null);
            case Failed(String reason, String message) ->
                new TicketStatusJson(ON_SERVER, "Failed", reason + ": " + message, null, null, null);
        };
    }

    private static TicketStatusJson found(Assigned assigned) {
        String matchId = assigned.claim().matchId();
        String connection = assigned.connection();
        if (connection == null) {
            return new TicketStatusJson(WITHOUT_SERVER, "Found", null, null, null, matchId);
        }
        int colon = connection.lastIndexOf(':');
        return new TicketStatusJson(
                ON_SERVER,
                "Found",
                null,
                connection.substring(0, colon),
                Integer.valueOf(connection.substring(colon + 1)),
                matchId);
    }
}
