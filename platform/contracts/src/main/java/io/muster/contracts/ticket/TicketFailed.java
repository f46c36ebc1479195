package io.muster.contracts.ticket;

import java.time.Instant;

/** The ticket ended without a match for a reason that waiting does not mend; {@code reason} is a code, {@code message} is for people. */
public record TicketFailed(
        String namespace, String ticketId, long version, String queue, String reason, String message, Instant failedAt)
        implements TicketEvent {}
