package io.muster.contracts.match;

import java.time.Instant;
import java.util.List;

/**
 * A match function wants these tickets to play together: in a new session, or, when {@code backfill} is set, in the
 * open seats of a running one. Nothing is decided by it; ticket-service claims all of the tickets or none.
 *
 * @param proposalId derived from the tickets and their versions, so that the same group is always the same proposal
 * @param teams teams with the proposed tickets only, also for a backfill
 * @param region region of the match, or null when tickets carry no measurements
 * @param score quality; greater is better, comparable within one config only
 * @param backfill null for a new match
 */
public record MatchProposed(
        String namespace,
        String proposalId,
        String queue,
        List<TicketRef> tickets,
        List<Team> teams,
        String region,
        double score,
        MatchSettings settings,
        BackfillRef backfill,
        Instant proposedAt)
        implements ProposalEvent {

    public MatchProposed {
        tickets = List.copyOf(tickets);
        teams = List.copyOf(teams);
    }
}
