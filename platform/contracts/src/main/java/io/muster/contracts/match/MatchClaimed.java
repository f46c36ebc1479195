package io.muster.contracts.match;

import java.time.Instant;
import java.util.List;

/** All tickets of a proposal were claimed: session-service opens a session for them. */
public record MatchClaimed(
        String namespace,
        String matchId,
        String proposalId,
        String queue,
        List<ClaimedTicket> tickets,
        List<Team> teams,
        String region,
        MatchSettings settings,
        Instant claimedAt)
        implements MatchEvent {

    public MatchClaimed {
        tickets = List.copyOf(tickets);
        teams = List.copyOf(teams);
    }
}
