package io.muster.match.function;

import io.muster.contracts.Pool;
import io.muster.match.engine.Effort;
import io.muster.match.engine.Found;
import io.muster.match.engine.Found.FoundTeam;
import io.muster.match.engine.MatchEngine;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.RuleSet;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.WaitingTicket;
import io.muster.match.rules.PoolDefinition;
import io.muster.match.rules.TeamDefinition;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A pool that is matched by a custom function. The function runs beside, on the tickets that waited when it was started;
 * its answer is applied to those that still wait. When it fails, the rules of the config match the pool until it is tried
 * again. Open seats of running matches are offered to whoever matches.
 *
 * <p>One thread calls all methods; the function's answer arrives on another.
 */
public final class FunctionMatcher implements Matcher {

    private static final Comparator<WaitingTicket> OLDEST_FIRST =
            Comparator.comparingLong(WaitingTicket::createdAtMillis).thenComparing(WaitingTicket::id);

    /**
     * What is matched.
     *
     * @param rules compiled form of the pool, by which its tickets were admitted
     * @param content the whole of a ticket; called by the thread that runs the function
     */
    public record Setting(
            Pool queue,
            PoolDefinition pool,
            String function,
            RuleSet rules,
            Function<WaitingTicket, TicketData> content) {}

    private final Setting setting;
    private final FunctionRuns runs;
    private final Runnable wake;
    private final Map<String, WaitingTicket> waiting = new LinkedHashMap<>();
    private final Map<String, OpenSeats> seats = new HashMap<>();
    private final AtomicReference<FunctionAnswer> arrived = new AtomicReference<>();
    private final FallBack fallBack = new FallBack();

    private FunctionCall running;
    private MatchEngine builtIn;
    private boolean reported;
    private long nextRunAt;
    private int players;

    /**
     * An empty pool.
     *
     * @param wake is called, on some thread, when {@link #run} is worth a call
     */
    public FunctionMatcher(Setting setting, FunctionRuns runs, Runnable wake) {
        this.setting = setting;
        this.runs = runs;
        this.wake = wake;
    }

    @Override
    public void add(WaitingTicket ticket) {
        waiting.put(ticket.id(), ticket);
        players += ticket.players();
        if (builtIn != null) {
            builtIn.add(ticket);
        }
    }

    @Override
    public void remove(WaitingTicket ticket) {
        forget(ticket);
        if (builtIn != null) {
            builtIn.remove(ticket);
        }
    }

    @Override
    public void open(OpenSeats open) {
        seats.put(open.id(), open);
        if (builtIn != null) {
            builtIn.open(open);
        }
    }

    @Override
    public void close(String backfillId) {
        seats.remove(backfillId);
        if (builtIn != null) {
            builtIn.close(backfillId);
        }
    }

    @Override
    public void run(long now, int most, Consumer<Found> matches) {
        FunctionAnswer answer = arrived.getAndSet(null);
        if (answer != null) {
            take(answer, now, matches);
        }
        if (builtIn != null) {
            runBuiltIn(now, most, matches);
        }
        if (builtIn == null && running == null && now >= nextRunAt && mayMatch()) {
            start(now);
        }
    }

    /** A function looks at all tickets alike. */
    @Override
    public List<WaitingTicket> nearest(WaitingTicket ticket, int limit) {
        return builtIn == null ? List.of() : builtIn.nearest(ticket, limit);
    }

    @Override
    public long nextMillis() {
        if (builtIn != null) {
            return Math.min(builtIn.nextMillis(), fallBack.retryAt());
        }
        return running != null || !mayMatch() ? Long.MAX_VALUE : nextRunAt;
    }

    private boolean mayMatch() {
        return players > 0
                && (!seats.isEmpty() || players >= setting.rules().definition().smallestPlayers());
    }

    private void start(long now) {
        List<Supplier<TicketData>> tickets = waiting.values().stream()
                .sorted(OLDEST_FIRST)
                .limit(runs.maxTickets())
                .map(ticket -> (Supplier<TicketData>) () -> setting.content().apply(ticket))
                .toList();
        running = new FunctionCall(
                setting.queue(),
                setting.pool().name(),
                setting.function(),
                setting.pool().definition(),
                now,
                waiting.keySet().hashCode(),
                tickets,
                offers());
        nextRunAt = now + runs.periodMillis();
        runs.start(running, answer -> {
            arrived.set(answer);
            wake.run();
        });
    }

    /** Seats of teams that the pool knows: in a queue of several pools a running match may belong to another. */
    private List<OpenSeats> offers() {
        Set<String> known = setting.pool().definition().teams().stream()
                .map(TeamDefinition::name)
                .collect(Collectors.toSet());
        return seats.values().stream()
                .filter(open -> open.teams().stream().allMatch(team -> known.contains(team.definition())))
                .sorted(Comparator.comparingLong(OpenSeats::createdAtMillis).thenComparing(OpenSeats::id))
                .limit(runs.maxTickets())
                .toList();
    }

    private void take(FunctionAnswer answer, long now, Consumer<Found> matches) {
        FunctionCall call = running;
        running = null;
        switch (answer) {
            case FunctionAnswer.Proposed proposed -> {
                boolean recovered = fallBack.succeeded();
                if (recovered || !reported) {
                    reported = true;
                    runs.active(call, proposed.version());
                }
                propose(call, proposed, now, matches);
            }
            case FunctionAnswer.Failed failed -> {
                runs.fellBack(call, failed, fallBack.failed(now));
                builtIn = new MatchEngine(setting.rules(), Effort.LIVE, now);
                waiting.values().forEach(builtIn::add);
                seats.values().forEach(builtIn::open);
            }
        }
    }

    private void propose(FunctionCall call, FunctionAnswer.Proposed answer, long now, Consumer<Found> matches) {
        ProposalJudge judge = new ProposalJudge(
                setting.pool().definition(), setting.pool().defaultRegion(), answer.tickets(), call.seats(), now);
        new ProposalSelection(judge, answer.proposals())
                .select(
                        proposal -> isThere(proposal, call),
                        (proposal, region) -> matches.accept(found(proposal, region)),
                        reason -> runs.refused(call, answer.version(), reason));
    }

    /** Its tickets still wait, and the seats it fills are open as the function saw them. */
    private boolean isThere(FunctionProposal proposal, FunctionCall call) {
        OpenSeats open = seats.get(proposal.backfillId());
        boolean seated =
                proposal.backfillId() == null || (open != null && call.seats().contains(open));
        return seated && waiting.keySet().containsAll(proposal.ticketIds());
    }

    private Found found(FunctionProposal proposal, String region) {
        OpenSeats filled = seats.remove(proposal.backfillId());
        List<FoundTeam> teams = (filled == null ? proposal.namedTeams() : proposal.teamsOf(filled))
                .stream()
                        .map(team -> new FoundTeam(
                                team.name(),
                                team.definition(),
                                team.ticketIds().stream().map(waiting::get).toList()))
                        .toList();
        Found found = new Found(filled, teams, region, proposal.score());
        found.tickets().forEach(this::forget);
        return found;
    }

    /** Ends with a last round, so that every ticket has been looked at before the function is tried again. */
    private void runBuiltIn(long now, int most, Consumer<Found> matches) {
        builtIn.run(now, most, found -> {
            found.tickets().forEach(this::forget);
            if (found.backfill() != null) {
                seats.remove(found.backfill().id());
            }
            matches.accept(found);
        });
        if (now >= fallBack.retryAt()) {
            waiting.values().forEach(builtIn::remove);
            builtIn = null;
        }
    }

    private void forget(WaitingTicket ticket) {
        if (waiting.remove(ticket.id(), ticket)) {
            players -= ticket.players();
        }
    }
}
