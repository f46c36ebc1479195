package io.muster.client.ticket;

import java.util.List;
import java.util.Map;

/**
 * A ticket to create.
 *
 * @param queueName id of the match config that serves the queue
 * @param attributes numbers and strings the pool filters look at; null for none
 * @param players one for a solo ticket, several for a party that must not be split
 */
public record NewTicket(String queueName, Map<String, Object> attributes, List<Player> players) {

    public static NewTicket of(String queueName, Player... players) {
        return new NewTicket(queueName, null, List.of(players));
    }

    /** A ticket of one player about whom nothing is known. */
    public static NewTicket solo(String queueName, String playerId) {
        return of(queueName, Player.of(playerId, Map.of()));
    }
}
