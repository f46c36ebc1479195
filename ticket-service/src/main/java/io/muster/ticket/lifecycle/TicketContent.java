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

    /** More plain JSON values of the ticket as a whole, for rules over them. Never null. */
    Map<String, Object> data();

    /** The players who must play together; at least one. */
    List<Player> players();

    /** Content at hand. */
    static TicketContent of(Map<String, Object> attributes, Map<String, Object> data, List<Player> players) {
        return new Written(attributes, data, players);
    }

    /** Content as it came with a request. */
    record Written(Map<String, Object> attributes, Map<String, Object> data, List<Player> players)
            implements TicketContent {

        public Written {
            data = data == null ? Map.of() : data;
            players = List.copyOf(players);
        }
    }
}
