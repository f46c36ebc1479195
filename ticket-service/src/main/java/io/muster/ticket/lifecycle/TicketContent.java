package io.muster.ticket.lifecycle;

import io.muster.contracts.ticket.Player;
import java.util.List;
import java.util.Map;

/**
 * What the author wrote on a ticket. It never changes, is by far the largest part of a ticket and is not looked at by
 * most commands, which is why a store may hand out one that is read from its stored form on first use.
 */
public interface TicketContent {

    /** Numbers and strings the pool filters look at. Never null. */
    Map<String, Object> attributes();

    /** The players who must play together; at least one. */
    List<Player> players();

    /** Content at hand. */
    static TicketContent of(Map<String, Object> attributes, List<Player> players) {
        return new Written(attributes, players);
    }

    /** Content as it came with a request. */
    record Written(Map<String, Object> attributes, List<Player> players) implements TicketContent {

        public Written {
            players = List.copyOf(players);
        }
    }
}
