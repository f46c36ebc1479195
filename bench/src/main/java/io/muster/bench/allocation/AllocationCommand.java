package io.muster.bench.allocation;

import io.muster.bench.Progress;
import io.muster.bench.StackOptions;
import io.muster.bench.result.BenchResult;
import io.muster.bench.result.LatencyMs;
import io.muster.bench.result.Machine;
import io.muster.bench.result.ResultFile;
import io.muster.bench.stack.Meter;
import io.muster.bench.stack.Stack;
import io.muster.client.Service;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench allocation}: reservations of simulated payloads, straight to the replicas of allocator-service. */
@Command(
        name = "allocation",
        description = "Reserves simulated payloads: as fast as they are confirmed, at a fixed rate with selectors, with"
                + " clients that vanish, and seat by seat.",
        mixinStandardHelpOptions = true)
public final class AllocationCommand implements Callable<Integer> {

    private static final int VANISHING_CLIENTS = 5;
    private static final int TOO_MANY = 20;
    private static final int WARM_UP_ROUNDS = 3;

    @Mixin
    StackOptions stackOptions;

    @Option(
            names = "--clients",
            defaultValue = "40",
            description = "Clients that send at once (default: ${DEFAULT-VALUE}).")
    int clients;

    @Option(names = "--each", defaultValue = "100", description = "Reservations of each (default: ${DEFAULT-VALUE}).")
    int each;

    @Option(
            names = "--rate",
            defaultValue = "500",
            description = "Reservations per second of the open loop (default: ${DEFAULT-VALUE}).")
    double rate;

    @Option(
            names = "--seconds",
            defaultValue = "10",
            description = "Length of the open loop (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--seats", defaultValue = "300", description = "Seats of one payload (default: ${DEFAULT-VALUE}).")
    int seats;

    @Option(names = "--seed", defaultValue = "1", description = "Fixes the arrivals (default: ${DEFAULT-VALUE}).")
    long seed;

    @Override
    public Integer call() throws InterruptedException {
        Stack stack = stackOptions.stack();
        BenchResult result;
        try (AllocatorClient client = new AllocatorClient(
                stack.addresses(Service.ALLOCATOR),
                stack.namespace(),
                stack.backendToken().token().join())) {
            result = measured(stack, new AllocationRun(client));
        }
        Progress.say(text(result));
        Progress.say("written to " + ResultFile.write(stackOptions.results(), result));
        return Boolean.TRUE.equals(result.books().get("balanced")) ? 0 : 2;
    }

    private BenchResult measured(Stack stack, AllocationRun run) throws InterruptedException {
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            run.closed(clients * each, clients, each);
        }
        Meter meter = stack.meter();
        AllocationRun.Outcome closed = run.closed(clients * each, clients, each);
        Meter.Reading use = meter.read();
        AllocationRun.Outcome open = run.open(rate, Duration.ofSeconds(seconds), seed);
        AllocationRun.Vanished vanished = run.vanishing(VANISHING_CLIENTS);
        AllocationRun.Outcome filled = run.seats(seats, TOO_MANY);
        return result(stack, use, closed, open, vanished, filled);
    }

    private BenchResult result(
            Stack stack,
            Meter.Reading use,
            AllocationRun.Outcome closed,
            AllocationRun.Outcome open,
            AllocationRun.Vanished vanished,
            AllocationRun.Outcome filled) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("clients", clients);
        parameters.put("each", each);
        parameters.put("rate", rate);
        parameters.put("seconds", seconds);
        parameters.put("seats", seats);
        parameters.put("seed", seed);
        parameters.put("replicas", stack.replicas());
        Map<String, Object> books = new LinkedHashMap<>();
        books.put("closedGranted", closed.granted());
        books.put("closedRefused", closed.refused());
        books.put("closedLatencyMs", LatencyMs.of(closed.latency()));
        books.put("openGranted", open.granted());
        books.put("openRefused", open.refused());
        books.put("handedOutTwice", closed.twice() + open.twice());
        books.put("lostWithTheirClients", vanished.lost());
        books.put("orphansAfterTimeLimit", vanished.orphans());
        books.put("seatsFilled", filled.granted());
        books.put("seatsRefused", filled.refused());
        books.put(
                "balanced",
                closed.granted() == clients * each
                        && open.refused() == 0
                        && closed.twice() + open.twice() == 0
                        && vanished.lost() > 0
                        && vanished.orphans() == 0
                        && filled.granted() == seats);
        return new BenchResult(
                name(stack),
                Instant.now(),
                ResultFile.commit(),
                Machine.here(),
                parameters,
                Math.round(closed.perSecond() * 10) / 10.0,
                LatencyMs.of(open.latency()),
                use.cpuSecondsPer1000(closed.granted()),
                use.processors(),
                use.residentMiB(),
                books);
    }

    /** Runs against several replicas are kept beside those against one. */
    private static String name(Stack stack) {
        int replicas = stack.addresses(Service.ALLOCATOR).size();
        return replicas == 1 ? "allocation" : "allocation-" + replicas + "-replicas";
    }

    private static String text(BenchResult result) {
        LatencyMs latency = result.latencyMs();
        return """

                reservations     %.1f/s
                open loop        p50 %.2f  p90 %.2f  p99 %.2f  p99.9 %.2f  max %.2f ms
                CPU s per 1,000  %s
                processors       %s
                books            %s""".formatted(
                        result.throughputPerSecond(),
                        latency.p50(),
                        latency.p90(),
                        latency.p99(),
                        latency.p999(),
                        latency.max(),
                        result.cpuSecondsPer1000(),
                        result.processorsText(),
                        result.books());
    }
}
