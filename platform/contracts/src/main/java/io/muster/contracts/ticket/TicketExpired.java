package io.muster.contracts.ticket;

import java.time.Instant;

/** The ticket waited until its time was over. */
public record TicketExpired(String namespace, String ticketId, long version, String queue, Instant expiredAt)
        implements TicketEvent {}
