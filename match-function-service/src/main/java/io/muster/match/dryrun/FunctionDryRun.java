package io.muster.match.dryrun;

import io.muster.contracts.Pool;
import io.muster.match.engine.Explanation;
import io.muster.match.engine.Explanation.Reason;
import io.muster.match.engine.PoolRouter;
import io.muster.match.engine.TicketData;
import io.muster.match.function.FunctionAnswer;
import io.muster.match.function.FunctionCall;
import io.muster.match.function.FunctionProposal;
import io.muster.match.function.ProposalJudge;
import io.muster.match.function.ProposalSelection;
import io.muster.match.rules.MatchConfig;
import io.muster.match.rules.PoolDefinition;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Runs a config with a custom function on tickets without a live pool: each pool once, with the seed of the request. */
final class FunctionDryRun {

    private final Pool queue;
    private final MatchConfig config;
    private final PoolRouter router;
    private final DryRunRequest request;

    private final List<Chosen> matches = new ArrayList<>();
    private final List<Explanation> unmatched = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();

    FunctionDryRun(Pool queue, MatchConfig config, PoolRouter router, DryRunRequest request) {
        this.queue = queue;
        this.config = config;
        this.router = router;
        this.request = request;
    }

    /** Runs a function, and hands on what it logged. */
    @FunctionalInterface
    interface Runs {
        FunctionAnswer run(FunctionCall call, Consumer<List<String>> logs);
    }

    /** A proposal that would be made. */
    record Chosen(FunctionProposal proposal, String region) {}

    /**
     * One run.
     *
     * @param refused why proposals were left out
     * @param logs lines of JSON
     */
    record Trial(String pool, FunctionAnswer answer, List<String> refused, List<String> logs) {}

    /** What came of it. */
    record Outcome(String function, List<Chosen> matches, List<Explanation> unmatched, List<Trial> trials) {}

    Outcome match(Runs runs) {
        Map<Integer, List<TicketData>> byPool = new TreeMap<>();
        for (TicketData ticket : request.tickets()) {
            router.poolOf(ticket)
                    .ifPresentOrElse(
                            pool -> byPool.computeIfAbsent(pool, _ -> new ArrayList<>())
                                    .add(ticket),
                            () -> leave(ticket, router.refusal(ticket)));
        }
        byPool.forEach((pool, tickets) -> matchPool(config.pools().get(pool), tickets, runs));
        return new Outcome(config.function(), matches, unmatched, trials);
    }

    private void matchPool(PoolDefinition pool, List<TicketData> tickets, Runs runs) {
        List<String> logs = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        Set<String> left = new HashSet<>();
        tickets.forEach(ticket -> left.add(ticket.id()));
        FunctionAnswer answer = runs.run(call(pool, tickets), logs::addAll);
        if (answer instanceof FunctionAnswer.Proposed proposed) {
            ProposalJudge judge = new ProposalJudge(
                    pool.definition(), pool.defaultRegion(), proposed.tickets(), List.of(), request.now());
            new ProposalSelection(judge, proposed.proposals())
                    .select(
                            proposal -> left.containsAll(proposal.ticketIds()),
                            (proposal, region) -> {
                                proposal.ticketIds().forEach(left::remove);
                                matches.add(new Chosen(proposal, region));
                            },
                            refused::add);
        }
        trials.add(new Trial(pool.name(), answer, refused, logs));
        Reason reason = new Reason("function", reason(answer), tickets.size() - 1);
        tickets.stream().filter(ticket -> left.contains(ticket.id())).forEach(ticket -> leave(ticket, reason));
    }

    private FunctionCall call(PoolDefinition pool, List<TicketData> tickets) {
        List<Supplier<TicketData>> oldestFirst = tickets.stream()
                .sorted(Comparator.comparingLong(TicketData::createdAtMillis).thenComparing(TicketData::id))
                .map(ticket -> (Supplier<TicketData>) () -> ticket)
                .toList();
        return new FunctionCall(
                queue,
                pool.name(),
                config.function(),
                pool.definition(),
                request.now(),
                Long.hashCode(request.seed()),
                oldestFirst,
                List.of());
    }

    private void leave(TicketData ticket, Reason reason) {
        unmatched.add(new Explanation(ticket.id(), List.of(reason), null));
    }

    private String reason(FunctionAnswer answer) {
        return switch (answer) {
            case FunctionAnswer.Failed failed ->
                "function '" + config.function() + "' failed: "
                        + failed.failure().message();
            case FunctionAnswer.Proposed _ -> "function '" + config.function() + "' left it out";
        };
    }
}
