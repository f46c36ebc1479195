package io.muster.bench.intake;

import io.muster.bench.Progress;
import io.muster.bench.load.OpenLoop;
import io.muster.bench.load.PoissonSchedule;
import io.muster.bench.result.BenchResult;
import io.muster.bench.result.LatencyMs;
import io.muster.bench.result.Machine;
import io.muster.bench.result.ResultFile;
import io.muster.bench.stack.Meter;
import io.muster.bench.stack.Stack;
import io.muster.client.ticket.NewTicket;
import io.muster.client.ticket.Player;
import io.muster.client.ticket.TicketsApi;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** One run: warm-up and measured creations, then the cancellation of every ticket that was confirmed. */
final class IntakeRun {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int CANCELS_AT_ONCE = 256;
    private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(15);

    /**
     * The load of a run.
     *
     * @param rate tickets per second, or null for a fixed number of clients
     * @param concurrency clients when there is no rate
     */
    record Load(Double rate, int concurrency, Duration warmup, Duration measured, long seed) {

        Duration whole() {
            return warmup.plus(measured);
        }
    }

    private final TicketsApi tickets;
    private final Stack stack;
    private final String queue;
    private final Load load;
    private final Histogram latency = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final Queue<String> accepted = new ConcurrentLinkedQueue<>();
    private final AtomicInteger number = new AtomicInteger();
    private final LongAdder confirmed = new LongAdder();
    private final LongAdder confirmedWhileMeasured = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder cancelled = new LongAdder();
    private long measureFrom;
    private long measureUntil;

    IntakeRun(TicketsApi tickets, Stack stack, String queue, Load load) {
        this.tickets = tickets;
        this.stack = stack;
        this.queue = queue;
        this.load = load;
    }

    BenchResult execute(String via) throws InterruptedException {
        long start = System.nanoTime();
        measureFrom = start + load.warmup().toNanos();
        measureUntil = start + load.whole().toNanos();
        Meter.Reading use;
        try (Progress _ = new Progress(this::state)) {
            CompletableFuture<Meter> meter = CompletableFuture.supplyAsync(
                    stack::meter,
                    CompletableFuture.delayedExecutor(load.warmup().toMillis(), TimeUnit.MILLISECONDS));
            send(start);
            use = meter.join().read();
            awaitLastAnswers();
            cancelAll();
        }
        return result(via, use);
    }

    private void send(long start) throws InterruptedException {
        if (load.rate() != null) {
            long[] arrivals = PoissonSchedule.arrivals(load.seed(), load.rate(), load.whole());
            OpenLoop.run(arrivals, start, (_, intended) -> {
                CompletableFuture<Void> _ = sendOne(intended);
            });
            return;
        }
        for (int client = 0; client < load.concurrency(); client++) {
            sendUntilTheEnd();
        }
        TimeUnit.NANOSECONDS.sleep(measureUntil - System.nanoTime());
    }

    private void sendUntilTheEnd() {
        if (System.nanoTime() < measureUntil) {
            CompletableFuture<Void> _ = sendOne(System.nanoTime()).thenRun(this::sendUntilTheEnd);
        }
    }

    private CompletableFuture<Void> sendOne(long intended) {
        String player = queue + "-p" + number.getAndIncrement();
        return tickets.create(NewTicket.of(queue, Player.of(player, Map.of("skill", 1500))), player)
                .handle((id, failure) -> {
                    answered(id, failure, intended);
                    return null;
                });
    }

    private void answered(String id, Throwable failure, long intended) {
        long now = System.nanoTime();
        if (failure != null) {
            refused.increment();
        } else {
            accepted.add(id);
            confirmed.increment();
            if (now >= measureFrom && now < measureUntil) {
                confirmedWhileMeasured.increment();
            }
            if (intended >= measureFrom) {
                latency.recordValue(Math.min(LONGEST_NANOS, now - intended));
            }
        }
        answered.increment();
    }

    private void awaitLastAnswers() throws InterruptedException {
        long end = System.nanoTime() + LAST_ANSWERS_WITHIN.toNanos();
        while (answered.sum() < number.get() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private void cancelAll() {
        Progress.say("%,d tickets to cancel".formatted(accepted.size()));
        List<CompletableFuture<Void>> workers = IntStream.range(0, CANCELS_AT_ONCE)
                .mapToObj(_ -> cancelUntilNoneIsLeft())
                .toList();
        workers.forEach(CompletableFuture::join);
    }

    private CompletableFuture<Void> cancelUntilNoneIsLeft() {
        String id = accepted.poll();
        if (id == null) {
            return CompletableFuture.completedFuture(null);
        }
        return tickets.cancel(id)
                .handle((_, failure) -> {
                    if (failure == null) {
                        cancelled.increment();
                    }
                    return null;
                })
                .thenCompose(_ -> cancelUntilNoneIsLeft());
    }

    private String state() {
        return "confirmed %,d  refused %,d  p50 %.1f ms  p99 %.1f ms  cancelled %,d"
                .formatted(
                        confirmed.sum(),
                        refused.sum(),
                        latency.getValueAtPercentile(50) / 1e6,
                        latency.getValueAtPercentile(99) / 1e6,
                        cancelled.sum());
    }

    private BenchResult result(String via, Meter.Reading use) {
        long measured = confirmedWhileMeasured.sum();
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("rate", load.rate() == null ? "closed loop" : load.rate());
        parameters.put("concurrency", load.rate() == null ? load.concurrency() : 0);
        parameters.put("seconds", load.measured().toSeconds());
        parameters.put("warmupSeconds", load.warmup().toSeconds());
        parameters.put("seed", load.seed());
        parameters.put("via", via);
        parameters.put("replicas", stack.replicas());
        Map<String, Object> books = new LinkedHashMap<>();
        books.put("accepted", confirmed.sum());
        books.put("cancelled", cancelled.sum());
        books.put("refused", refused.sum());
        books.put("balanced", confirmed.sum() == cancelled.sum());
        return new BenchResult(
                "intake",
                Instant.now(),
                ResultFile.commit(),
                Machine.here(),
                parameters,
                Math.round(measured * 10 / (load.measured().toMillis() / 1000.0)) / 10.0,
                LatencyMs.of(latency),
                use.cpuSecondsPer1000(measured),
                use.processors(),
                use.residentMiB(),
                books);
    }

    /** The result for people. */
    static String text(BenchResult result) {
        LatencyMs latency = result.latencyMs();
        return """

                confirmed        %.1f tickets/s
                latency          p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f ms
                CPU s per 1,000  %s
                processors       %s
                resident MiB     %s
                books            %s""".formatted(
                        result.throughputPerSecond(),
                        latency.p50(),
                        latency.p90(),
                        latency.p99(),
                        latency.p999(),
                        latency.max(),
                        result.cpuSecondsPer1000(),
                        result.processorsText(),
                        result.residentMiB(),
                        result.books());
    }
}
