package io.muster.match.function;

import io.muster.match.engine.GroupingCheck;
import io.muster.match.engine.GroupingCheck.TeamTickets;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.WaitingTicket;
import io.muster.match.function.FunctionProposal.ProposedTeam;
import io.muster.match.rules.MatchDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a proposal of a function is a match at all: its tickets exist, none is in it twice, and its teams have
 * the shape that the config asks for at the age of its tickets, or it fits into the open seats of a running match. The rules
 * of the config do not bind a custom function.
 * Used by one thread.
 */
public final class ProposalJudge {

    private final RuleSet shape;
    private final GroupingCheck check;
    private final Map<String, TicketData> tickets;
    private final SeatJudge seatJudge;
    private final long now;

    /**
     * A judge of one answer.
     *
     * @param tickets what the function was given, by id
     * @param seats of running matches that the function was given
     * @param now Unix milliseconds
     */
    public ProposalJudge(
            MatchDefinition definition,
            String defaultRegion,
            Map<String, TicketData> tickets,
            List<OpenSeats> seats,
            long now) {
        this.shape = new RuleSet(definition.withRules(_ -> false), defaultRegion);
        this.check = new GroupingCheck(shape);
        this.tickets = tickets;
        this.seatJudge = new SeatJudge(seats, tickets);
        this.now = now;
    }

    /** What was decided. */
    public sealed interface Verdict {

        /**
         * It may be proposed.
         *
         * @param region best region for its players, or null when nobody measured any
         */
        record Sound(String region) implements Verdict {}

        /** It may not; says why. */
        record Unsound(String reason) implements Verdict {}
    }

    /** Judges one proposal. */
    public Verdict judge(FunctionProposal proposal) {
        for (String id : proposal.ticketIds()) {
            if (!tickets.containsKey(id)) {
                return new Verdict.Unsound("there is no ticket '" + id + "' in the pool");
            }
        }
        if (proposal.backfillId() != null) {
            return seatJudge.judge(proposal);
        }
        GroupingCheck.Outcome outcome = check.check(admitted(proposal), false, now);
        return outcome.valid()
                ? new Verdict.Sound(outcome.region())
                : new Verdict.Unsound(outcome.violations().getFirst().message());
    }

    private List<TeamTickets> admitted(FunctionProposal proposal) {
        Map<String, WaitingTicket> admitted = new HashMap<>();
        List<TeamTickets> teams = new ArrayList<>(proposal.teams().size());
        for (ProposedTeam team : proposal.teams()) {
            teams.add(new TeamTickets(
                    team.team(),
                    team.ticketIds().stream()
                            .map(id -> admitted.computeIfAbsent(id, name -> shape.admit(tickets.get(name))))
                            .toList()));
        }
        return teams;
    }
}
