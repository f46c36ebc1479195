package io.muster.contracts.ticket;

import java.time.Instant;

/** The ticket was cancelled while it waited. It is in no match and will be in none. */
public record TicketCancelled(
        String namespace, String ticketId, long version, String queue, String cancelledBy, Instant cancelledAt)
        implements TicketEvent {}
