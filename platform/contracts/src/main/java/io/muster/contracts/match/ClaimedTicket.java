package io.muster.contracts.match;

import io.muster.contracts.ticket.Player;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A ticket of a match, in the version in which it was claimed. */
public record ClaimedTicket(
        String ticketId, long version, Map<String, Object> attributes, List<Player> players, Instant createdAt) {

    public ClaimedTicket {
        attributes = attributes == null ? Map.of() : attributes;
        players = List.copyOf(players);
    }

    public List<String> playerIds() {
        return players.stream().map(Player::id).toList();
    }
}
