package io.muster.ticket.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.ticket.lifecycle.TicketEventTimes;
import java.time.Instant;

/**
 * The end of a ticket as those learn it who follow all ends of their namespace; fields that {@link TicketJson} has too say
 * the same there.
 *
 * @param state ASSIGNED, CANCELLED, EXPIRED or FAILED
 * @param matchId the match it is in, if it was assigned
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketEndJson(
        String id,
        AssignmentJson assignment,
        String state,
        String queueName,
        String matchId,
        String sessionId,
        Instant endedAt,
        long version) {

    /** Of an event that ends its ticket. */
    static TicketEndJson of(TicketEvent end) {
        TicketAssigned assigned = end instanceof TicketAssigned known ? known : null;
        return new TicketEndJson(
                end.ticketId(),
                AssignmentJson.of(end),
                stateAfter(end),
                end.queue(),
                assigned == null ? null : assigned.matchId(),
                assigned == null ? null : assigned.sessionId(),
                TicketEventTimes.of(end),
                end.version());
    }

    private static String stateAfter(TicketEvent end) {
        return switch (end) {
            case TicketAssigned _ -> "ASSIGNED";
            case TicketCancelled _ -> "CANCELLED";
            case TicketExpired _ -> "EXPIRED";
            case TicketFailed _ -> "FAILED";
            default -> throw new IllegalArgumentException("No end of a ticket: " + end);
        };
    }
}
