package io.muster.contracts.backfill;

import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.Team;
import java.time.Instant;
import java.util.List;

/**
 * The game server took all or some of the tickets of a proposal. Accepted ones join the session and are assigned to
 * {@code state.connection}; the others return to their pool.
 */
public record BackfillApproved(
        String namespace,
        String backfillId,
        long version,
        String queue,
        BackfillState state,
        String proposalId,
        List<ClaimedTicket> accepted,
        List<ClaimedTicket> rejected,
        List<Team> teams,
        Instant approvedAt)
        implements BackfillEvent {}
