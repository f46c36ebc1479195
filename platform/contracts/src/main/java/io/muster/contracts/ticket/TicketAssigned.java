package io.muster.contracts.ticket;

import java.time.Instant;

/**
 * The ticket has a game server: the end it was created for.
 *
 * @param connection {@code ip:port} to connect to
 */
public record TicketAssigned(
        String namespace,
        String ticketId,
        long version,
        String queue,
        String matchId,
        String sessionId,
        String connection,
        Instant assignedAt)
        implements TicketEvent {}
