package io.muster.match.dryrun;

import io.muster.match.engine.TicketData;
import java.util.List;

/**
 * What to try.
 *
 * @param tickets with their age expressed by when they were created
 * @param seed decides between orders that serve equally many players; the same seed gives the same answer
 * @param backfilling ranges of teams and players count as fully relaxed
 * @param grouping a grouping to judge instead of looking for matches, or null
 * @param now the moment of the run, Unix milliseconds
 */
public record DryRunRequest(
        List<TicketData> tickets, long seed, boolean backfilling, List<GroupedTeam> grouping, long now) {

    public DryRunRequest {
        tickets = List.copyOf(tickets);
    }

    /** One team of a grouping. */
    public record GroupedTeam(String definition, List<String> ticketIds) {
        public GroupedTeam {
            ticketIds = List.copyOf(ticketIds);
        }
    }
}
