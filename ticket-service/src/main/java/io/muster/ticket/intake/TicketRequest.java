package io.muster.ticket.intake;

import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.TicketContent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid body of a create request.
 *
 * @param queueName empty when the body leaves the choice to the namespace
 */
public record TicketRequest(Optional<String> queueName, Map<String, Object> attributes, List<Player> players) {

    public TicketRequest {
        players = List.copyOf(players);
    }

    public TicketContent content() {
        return TicketContent.of(attributes, players);
    }
}
