package io.muster.contracts.ticket;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A claimed ticket waits again, at the head of its pool and with its age, because its match came to nothing. Repeats
 * the whole ticket, so that the newest record of a waiting ticket is all a pool needs.
 *
 * @param returns how often it has been returned because no game server was found
 * @param reason why, such as {@code no-server}, {@code backfill-rejected}
 */
public record TicketReturned(
        String namespace,
        String ticketId,
        long version,
        String queue,
        Map<String, Object> attributes,
        Map<String, Object> data,
        List<Player> players,
        String author,
        Instant createdAt,
        Instant expiresAt,
        int returns,
        String reason,
        Instant returnedAt)
        implements TicketEvent {

    public TicketReturned {
        attributes = attributes == null ? Map.of() : attributes;
        data = data == null ? Map.of() : data;
        players = List.copyOf(players);
    }

    /** A ticket without data of its own. */
    public TicketReturned(
            String namespace,
            String ticketId,
            long version,
            String queue,
            Map<String, Object> attributes,
            List<Player> players,
            String author,
            Instant createdAt,
            Instant expiresAt,
            int returns,
            String reason,
            Instant returnedAt) {
        this(
                namespace,
                ticketId,
                version,
                queue,
                attributes,
                Map.of(),
                players,
                author,
                createdAt,
                expiresAt,
                returns,
                reason,
                returnedAt);
    }
}
