package io.muster.bench.pipeline;

import io.muster.bench.Progress;
import io.muster.bench.books.Books;
import io.muster.bench.books.Ledger;
import io.muster.bench.books.Outcome;
import io.muster.bench.books.TicketEntry;
import io.muster.bench.load.OpenLoop;
import io.muster.bench.load.PoissonSchedule;
import io.muster.bench.load.TicketPlan;
import io.muster.bench.result.BenchResult;
import io.muster.bench.result.LatencyMs;
import io.muster.bench.result.Machine;
import io.muster.bench.result.ResultFile;
import io.muster.bench.stack.Meter;
import io.muster.bench.stack.Stack;
import io.muster.client.MusterClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** One run: warm-up, measured load, drain, books. */
final class PipelineRun {

    /** Without an end for so long, what is still open is what found no partner. */
    private static final Duration QUIET = Duration.ofSeconds(5);

    /** For what is cancelled when the patience of the run is over. */
    private static final Duration LAST_ENDS = Duration.ofSeconds(15);

    /**
     * The load of a run.
     *
     * @param rate tickets per second
     * @param drain longest time for the last tickets to end
     * @param cancelShare 0.0 to 1.0
     */
    record Load(double rate, Duration warmup, Duration measured, Duration drain, double cancelShare, long seed) {

        Duration whole() {
            return warmup.plus(measured);
        }
    }

    private final MusterClient client;
    private final EndSource ends;
    private final Arena arena;
    private final Load load;
    private final Stack stack;
    private final long[] arrivals;
    private final List<TicketPlan> plans;
    private final Ledger ledger;
    private final List<CompletableFuture<Void>> journeys = new ArrayList<>();
    private final Set<String> leftovers = new HashSet<>();
    private JourneyLog log;
    private Books books;

    PipelineRun(MusterClient client, EndSource ends, Arena arena, Load load, Stack stack) {
        this.client = client;
        this.ends = ends;
        this.arena = arena;
        this.load = load;
        this.stack = stack;
        this.arrivals = PoissonSchedule.arrivals(
                load.seed(),
                load.rate(),
                load.whole(),
                load.warmup().multipliedBy(2).dividedBy(3));
        this.plans = IntStream.range(0, arrivals.length)
                .mapToObj(number -> TicketPlan.of(arena.name(), load.seed(), number, load.cancelShare()))
                .toList();
        this.ledger = new Ledger(plans.stream().map(TicketPlan::playerId).toList());
    }

    Books books() {
        return books;
    }

    /**
     * Runs everything and answers the result.
     *
     * @param way how the requests travel, for the result
     */
    BenchResult execute(Map<String, Object> way) throws InterruptedException {
        Progress.say("%,d tickets in %d s at %.0f/s, seed %d, %d players a match"
                .formatted(
                        arrivals.length,
                        load.whole().toSeconds(),
                        load.rate(),
                        load.seed(),
                        arena.plan().playersPerMatch()));
        long start = System.nanoTime();
        long loadEnd = start + load.whole().toNanos();
        log = new JourneyLog(start + load.warmup().toNanos(), loadEnd);
        Meter.Reading use;
        try (Progress _ = new Progress(log::toString)) {
            long drained = loadEnd + load.drain().toNanos();
            use = sendLoad(start, drained + LAST_ENDS.toNanos());
            drain(drained);
        }
        books = Books.of(ledger.entries(), new SessionReader(client).read(assignedSessions()));
        return result(way, use);
    }

    /** The meter is started when the warm-up is over, by the ticket that comes first after it. */
    private Meter.Reading sendLoad(long start, long giveUp) throws InterruptedException {
        Meter[] meter = {stack.meter()};
        long measureFrom = start + load.warmup().toNanos();
        boolean[] warm = {false};
        OpenLoop.run(arrivals, start, (number, intended) -> {
            if (!warm[0] && intended >= measureFrom) {
                warm[0] = true;
                meter[0] = stack.meter();
            }
            TicketPlan plan = plans.get(number);
            journeys.add(
                    new TicketJourney(client.tickets(), ends, ledger, log, plan, arena.queue(number), intended, giveUp)
                            .go());
        });
        return meter[0].read();
    }

    private void drain(long end) throws InterruptedException {
        Progress.say("all sent; waiting for the last tickets to end");
        long cancelledAt = System.nanoTime();
        while (log.open() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
            boolean quiet = log.quietNanos() > QUIET.toNanos();
            if (quiet && System.nanoTime() - cancelledAt > QUIET.toNanos()) {
                cancelledAt = System.nanoTime();
                cancelLeftovers();
            }
        }
        endTheRest(end + LAST_ENDS.toNanos());
    }

    /** When the backlog took all the time there was, the one that found no partner is not lost but still there. */
    private void endTheRest(long end) throws InterruptedException {
        if (log.open() > 0) {
            Progress.say("the time to wait is over; cancelling %,d tickets that are still open".formatted(log.open()));
            cancelLeftovers();
        }
        while (log.open() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /** Those who found no partner, because nobody comes after them. Asked again when it did not work. */
    private void cancelLeftovers() {
        for (TicketEntry entry : ledger.entries()) {
            if (entry.outcome() == Outcome.OPEN) {
                leftovers.add(entry.ticketId());
                CompletableFuture<Void> _ =
                        client.tickets().cancel(entry.ticketId()).exceptionally(_ -> null);
            }
        }
    }

    private List<String> assignedSessions() {
        return ledger.entries().stream()
                .filter(entry -> entry.outcome() == Outcome.ASSIGNED)
                .map(TicketEntry::sessionId)
                .distinct()
                .toList();
    }

    private BenchResult result(Map<String, Object> way, Meter.Reading use) {
        long measuredTickets = Arrays.stream(arrivals)
                .filter(time -> time >= load.warmup().toNanos())
                .count();
        return new BenchResult(
                "pipeline",
                Instant.now(),
                ResultFile.commit(),
                Machine.here(),
                parameters(way),
                Math.round(log.assignedPerSecond() * 10) / 10.0,
                LatencyMs.of(log.createToAssigned()),
                use.cpuSecondsPer1000(measuredTickets),
                use.processors(),
                use.residentMiB(),
                bookEntries());
    }

    private Map<String, Object> parameters(Map<String, Object> way) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("rate", load.rate());
        parameters.put("seconds", load.measured().toSeconds());
        parameters.put("warmupSeconds", load.warmup().toSeconds());
        parameters.put("playersPerMatch", arena.plan().playersPerMatch());
        parameters.put("queues", arena.plan().queues());
        parameters.put("cancelShare", load.cancelShare());
        parameters.put("seed", load.seed());
        parameters.putAll(way);
        parameters.put("hosting", arena.plan().hosting().name());
        parameters.put("payloadBuffer", arena.plan().buffer());
        parameters.put("replicas", stack.replicas());
        return parameters;
    }

    private Map<String, Object> bookEntries() {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("accepted", books.accepted());
        entries.put("assigned", books.assigned());
        entries.put("cancelled", books.cancelled());
        entries.put("ofThemLeftOver", leftovers.size());
        entries.put("expired", books.expired());
        entries.put("failed", books.failed());
        entries.put("open", books.open());
        entries.put("refused", books.refused());
        entries.put("unknown", books.unknown());
        entries.put("sessions", books.sessions());
        entries.put("repeatedRequests", log.repeatCount());
        entries.put("faults", books.faults());
        entries.put("balanced", books.balanced());
        return entries;
    }
}
