package io.muster.contracts.backfill;

import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.Team;
import java.time.Instant;
import java.util.List;

/** Tickets claimed for open seats, waiting for the game server's word until {@code expiresAt}. */
public record PendingProposal(
        String proposalId, List<ClaimedTicket> tickets, List<Team> teams, Instant createdAt, Instant expiresAt) {

    public PendingProposal {
        tickets = List.copyOf(tickets);
        teams = List.copyOf(teams);
    }
}
