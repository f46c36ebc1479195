package io.muster.contracts.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A ticket was accepted and waits.
 *
 * @param attributes numbers and strings the pool filters look at, never null
 * @param data more plain JSON values of the ticket as a whole, for rules over {@code Ticket.Data}, never null
 * @param players one for a solo ticket, several for a party; a party is never split
 * @param author player on whose behalf the ticket was created, who may read and cancel it
 * @param createdAt start of its age
 * @param expiresAt when it ends by itself
 */
public record TicketCreated(
        String namespace,
        String ticketId,
        long version,
        String queue,
        Map<String, Object> attributes,
        Map<String, Object> data,
        List<Player> players,
        String author,
        Instant createdAt,
        Instant expiresAt)
        implements TicketEvent {

    public TicketCreated {
        attributes = attributes == null ? Map.of() : attributes;
        data = data == null ? Map.of() : data;
        players = List.copyOf(players);
    }

    /** A ticket without data of its own. */
    public TicketCreated(
            String namespace,
            String ticketId,
            long version,
            String queue,
            Map<String, Object> attributes,
            List<Player> players,
            String author,
            Instant createdAt,
            Instant expiresAt) {
        this(namespace, ticketId, version, queue, attributes, Map.of(), players, author, createdAt, expiresAt);
    }
}
