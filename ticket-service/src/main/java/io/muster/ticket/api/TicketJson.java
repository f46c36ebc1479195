package io.muster.ticket.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketState;
import java.time.Instant;
import java.util.Locale;

/**
 * A ticket as clients read it. The published form is {@code {status, assignment}}; the rest is ours.
 *
 * @param assignment null while matching; clients poll until it is not
 * @param state WAITING, CLAIMED, ASSIGNED, CANCELLED, EXPIRED or FAILED
 * @param matchId the match it is in
 * @param returns how often it returned to its pool because no game server was found
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TicketJson(
        String id,
        @JsonInclude(JsonInclude.Include.ALWAYS) AssignmentJson assignment,
        String state,
        String queueName,
        String matchId,
        String sessionId,
        String author,
        Instant createdAt,
        Instant expiresAt,
        long version,
        int returns) {

    static TicketJson of(Ticket ticket) {
        return new TicketJson(
                ticket.id(),
                AssignmentJson.of(ticket),
                stateName(ticket.state()),
                ticket.details().queue(),
                ticket.claim().map(TicketState.Claim::matchId).orElse(null),
                ticket.state() instanceof TicketState.Assigned assigned ? assigned.sessionId() : null,
                ticket.details().author(),
                ticket.details().createdAt(),
                ticket.details().expiresAt(),
                ticket.version(),
                ticket.returns());
    }

    static String stateName(TicketState state) {
        return state.getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }
}
