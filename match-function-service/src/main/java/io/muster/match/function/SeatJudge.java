package io.muster.match.function;

import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.OpenSeats.SeatedTeam;
import io.muster.match.engine.TicketData;
import io.muster.match.function.FunctionProposal.ProposedTeam;
import io.muster.match.function.ProposalJudge.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether what a function proposes fits into the open seats of a running match: its teams are teams of that match,
 * no ticket is in it twice, and each team has seats for everyone who is to join it.
 */
final class SeatJudge {

    private final Map<String, OpenSeats> seats = new HashMap<>();
    private final Map<String, TicketData> tickets;

    /**
     * A judge of one answer.
     *
     * @param seats that the function was given
     * @param tickets that the function was given, by id
     */
    SeatJudge(List<OpenSeats> seats, Map<String, TicketData> tickets) {
        seats.forEach(open -> this.seats.put(open.id(), open));
        this.tickets = tickets;
    }

    /** Judges a proposal whose tickets are all known. */
    Verdict judge(FunctionProposal proposal) {
        OpenSeats open = seats.get(proposal.backfillId());
        if (open == null) {
            return new Verdict.Unsound("there is no backfill '" + proposal.backfillId() + "' in the pool");
        }
        if (proposal.ticketIds().isEmpty()) {
            return new Verdict.Unsound("the proposal for backfill '" + open.id() + "' has no tickets");
        }
        Set<String> seen = new HashSet<>();
        for (String id : proposal.ticketIds()) {
            if (!seen.add(id)) {
                return new Verdict.Unsound("ticket " + id + " is in the proposal twice");
            }
        }
        return fit(open, joining(proposal));
    }

    /** Players who are to join each team; a team may be named more than once. */
    private Map<String, Integer> joining(FunctionProposal proposal) {
        Map<String, Integer> joining = new HashMap<>();
        for (ProposedTeam team : proposal.teams()) {
            team.ticketIds()
                    .forEach(id ->
                            joining.merge(team.team(), tickets.get(id).players().size(), Integer::sum));
        }
        return joining;
    }

    private static Verdict fit(OpenSeats open, Map<String, Integer> joining) {
        Map<String, Integer> unknown = new HashMap<>(joining);
        for (SeatedTeam team : open.teams()) {
            Integer players = unknown.remove(team.name());
            if (players != null && players > team.open()) {
                return new Verdict.Unsound("team '" + team.name() + "' of backfill '" + open.id() + "' has "
                        + team.open() + " open seats; " + players + " players were to join");
            }
        }
        return unknown.isEmpty()
                ? new Verdict.Sound(open.region())
                : new Verdict.Unsound("backfill '" + open.id() + "' has no team '"
                        + unknown.keySet().iterator().next() + "'");
    }
}
