package io.muster.ticket.claim;

import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.ticket.TicketEvent;
import java.util.List;

/** What became of one proposal. */
public sealed interface ClaimOutcome {

    MatchProposed proposal();

    /** What to tell about the tickets of the proposal. */
    List<TicketEvent> ticketEvents();

    /**
     * All tickets are in the match.
     *
     * @param match tells the session or the backfill
     * @param repeated true when they were claimed by this very proposal before
     */
    record Accepted(MatchProposed proposal, List<TicketEvent> ticketEvents, MatchEvent match, boolean repeated)
            implements ClaimOutcome {}

    /**
     * Nothing was claimed.
     *
     * @param ticketEvents how the tickets stand that could not be claimed, so that the match function learns it
     */
    record Refused(MatchProposed proposal, List<TicketEvent> ticketEvents) implements ClaimOutcome {}
}
