package io.muster.contracts.match;

import java.time.Instant;
import java.util.List;

/** All tickets of a backfill proposal were claimed: backfill-service decides whether seats are open for them. */
public record BackfillClaimed(
        String namespace,
        String matchId,
        String proposalId,
        String queue,
        BackfillRef backfill,
        List<ClaimedTicket> tickets,
        List<Team> teams,
        String region,
        MatchSettings settings,
        Instant claimedAt)
        implements MatchEvent {

    public BackfillClaimed {
        tickets = List.copyOf(tickets);
        teams = List.copyOf(teams);
    }
}
