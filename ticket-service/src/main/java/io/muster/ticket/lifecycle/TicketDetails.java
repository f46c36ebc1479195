package io.muster.ticket.lifecycle;

import io.muster.contracts.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * The part of a ticket that never changes.
 *
 * @param author player on whose behalf the ticket was created, who may read and cancel it
 * @param createdAt start of its age, which a ticket keeps when it returns to its pool
 * @param expiresAt when it ends by itself if it still waits
 * @param lease how long it may go unread while it waits, or null when that does not matter
 */
public record TicketDetails(
        String namespace,
        String ticketId,
        String queue,
        String author,
        TicketContent content,
        Instant createdAt,
        Instant expiresAt,
        Duration lease) {

    public TicketDetails {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(ticketId, "ticketId");
        Objects.requireNonNull(queue, "queue");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
    }

    public Pool pool() {
        return new Pool(namespace, queue);
    }
}
