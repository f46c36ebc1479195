package io.muster.contracts.ticket;

import java.time.Instant;

/** The ticket was claimed, together with all others of its proposal, for one match or one backfill. */
public record TicketClaimed(
        String namespace,
        String ticketId,
        long version,
        String queue,
        String proposalId,
        String matchId,
        Instant claimedAt)
        implements TicketEvent {}
