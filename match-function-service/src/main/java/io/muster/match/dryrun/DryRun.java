package io.muster.match.dryrun;

import io.muster.match.engine.Explainer;
import io.muster.match.engine.Explanation;
import io.muster.match.engine.Explanation.Reason;
import io.muster.match.engine.Found;
import io.muster.match.engine.GroupingCheck;
import io.muster.match.engine.GroupingCheck.TeamTickets;
import io.muster.match.engine.GroupingCheck.Violation;
import io.muster.match.engine.PoolRouter;
import io.muster.match.engine.PoolSolver;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.WaitingTicket;
import io.muster.match.rules.MatchConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Runs a config on tickets without a live pool. Plain and deterministic. */
public final class DryRun {

    /** Key of tickets that no pool takes. */
    private static final int NOWHERE = -1;

    private final MatchConfig config;
    private final PoolRouter router;
    private final DryRunRequest request;

    public DryRun(MatchConfig config, PoolRouter.ExpressionTest expressions, DryRunRequest request) {
        this.config = config;
        this.router = new PoolRouter(config, expressions);
        this.request = request;
    }

    /** What would be matched, and why the others would not. */
    public record Outcome(List<Found> matches, List<Explanation> unmatched) {}

    /** Looks for matches. */
    public Outcome match() {
        List<Found> matches = new ArrayList<>();
        List<Explanation> unmatched = new ArrayList<>();
        byPool().forEach((pool, tickets) -> {
            if (pool == NOWHERE) {
                tickets.forEach(ticket -> unmatched.add(nowhere(ticket)));
            } else {
                matchPool(new RuleSet(config.pools().get(pool)), tickets, matches, unmatched);
            }
        });
        return new Outcome(matches, unmatched);
    }

    private Map<Integer, List<TicketData>> byPool() {
        Map<Integer, List<TicketData>> pools = new LinkedHashMap<>();
        for (TicketData ticket : request.tickets()) {
            pools.computeIfAbsent(poolOf(ticket), pool -> new ArrayList<>()).add(ticket);
        }
        return pools;
    }

    private int poolOf(TicketData ticket) {
        return router.poolOf(ticket).orElse(NOWHERE);
    }

    private Explanation nowhere(TicketData ticket) {
        return new Explanation(ticket.id(), List.of(router.refusal(ticket)), null);
    }

    private void matchPool(RuleSet rules, List<TicketData> tickets, List<Found> matches, List<Explanation> unmatched) {
        List<Found> found = new PoolSolver(rules, request.backfilling(), request.now()).solve(tickets, request.seed());
        Set<String> matched = new HashSet<>();
        found.forEach(match -> match.tickets().forEach(ticket -> matched.add(ticket.id())));
        matches.addAll(found);
        Map<Boolean, List<TicketData>> taken =
                tickets.stream().collect(Collectors.partitioningBy(ticket -> matched.contains(ticket.id())));
        List<TicketData> left = taken.get(false);
        Explainer explainer = new Explainer(rules, left, taken.get(true), request.backfilling(), request.now());
        left.forEach(ticket -> unmatched.add(explainer.explain(ticket.id())));
    }

    /** Judges the grouping of the request, by the rules of the pool that takes its first ticket. */
    public GroupingCheck.Outcome judge() {
        Map<String, TicketData> byId = new HashMap<>();
        request.tickets().forEach(ticket -> byId.put(ticket.id(), ticket));
        Set<Integer> pools = new TreeSet<>();
        request.grouping().forEach(team -> team.ticketIds().forEach(id -> pools.add(poolOf(byId.get(id)))));
        if (pools.isEmpty() || pools.contains(NOWHERE) || pools.size() > 1) {
            return new GroupingCheck.Outcome(false, null, List.of(misplaced(byId, pools)));
        }
        RuleSet rules = new RuleSet(config.pools().get(pools.iterator().next()));
        Map<String, WaitingTicket> admitted = new HashMap<>();
        byId.values().forEach(ticket -> admitted.put(ticket.id(), rules.admit(ticket)));
        List<TeamTickets> teams = request.grouping().stream()
                .map(team -> new TeamTickets(
                        team.definition(),
                        team.ticketIds().stream().map(admitted::get).toList()))
                .toList();
        return new GroupingCheck(rules).check(teams, request.backfilling(), request.now());
    }

    /** Why the tickets of a grouping cannot be judged together. */
    private Violation misplaced(Map<String, TicketData> tickets, Set<Integer> pools) {
        if (pools.isEmpty()) {
            return new Violation("pool", "the grouping has no tickets");
        }
        return request.grouping().stream()
                .flatMap(team -> team.ticketIds().stream())
                .map(tickets::get)
                .filter(ticket -> poolOf(ticket) == NOWHERE)
                .findFirst()
                .map(ticket -> {
                    Reason reason = router.refusal(ticket);
                    return new Violation(reason.rule(), "ticket " + ticket.id() + ": " + reason.message());
                })
                .orElse(new Violation("pool", "the tickets are in different pools"));
    }
}
