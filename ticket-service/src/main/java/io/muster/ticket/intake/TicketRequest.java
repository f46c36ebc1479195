package io.muster.ticket.intake;

import io.muster.contracts.ticket.Player;
import io.muster.ticket.lifecycle.TicketContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A valid body of a create request.
 *
 * @param queueName empty when the body leaves the choice to the namespace
 * @param lease how long the ticket may go unread while it waits; empty when that does not matter
 * @param players empty when the body leaves it to the author, who then is the only player
 */
public record TicketRequest(
        Optional<String> queueName,
        Map<String, Object> attributes,
        Map<String, Object> data,
        List<Player> players,
        Optional<Duration> lease) {

    public TicketRequest {
        players = List.copyOf(players);
    }

    public TicketContent content() {
        return TicketContent.of(attributes, data, players);
    }

    /** The request with its author as the only player, where the body names none. */
    public TicketRequest playedBy(String author) {
        return players.isEmpty()
                ? new TicketRequest(
                        queueName, attributes, data, List.of(new Player(author, Map.of(), List.of())), lease)
                : this;
    }
}
