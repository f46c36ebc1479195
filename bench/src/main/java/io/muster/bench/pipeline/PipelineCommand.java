package io.muster.bench.pipeline;

import io.muster.bench.Progress;
import io.muster.bench.StackOptions;
import io.muster.bench.books.Books;
import io.muster.bench.result.BenchResult;
import io.muster.bench.result.ResultFile;
import io.muster.bench.stack.Stack;
import io.muster.client.MusterClient;
import io.muster.client.ticket.TicketEnds;
import io.muster.client.ticket.TicketsApi;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench pipeline}: open-loop load through the whole platform. */
@Command(
        name = "pipeline",
        description = "Creates tickets at Poisson-distributed times, waits for each one's end and checks the books.",
        mixinStandardHelpOptions = true)
public final class PipelineCommand implements Callable<Integer> {

    @Mixin
    StackOptions stackOptions;

    @Option(names = "--rate", defaultValue = "200", description = "Tickets per second (default: ${DEFAULT-VALUE}).")
    double rate;

    @Option(names = "--seconds", defaultValue = "30", description = "Measured time (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--warmup",
            defaultValue = "150",
            description = "Seconds before, in which the rate rises from a tenth of it for the first two thirds; in the"
                    + " books, not in the latencies (default: ${DEFAULT-VALUE}).")
    int warmup;

    @Option(
            names = "--players-per-match",
            defaultValue = "2",
            description = "Even numbers make two teams, odd ones one (default: ${DEFAULT-VALUE}).")
    int playersPerMatch;

    @Option(
            names = "--queues",
            defaultValue = "1",
            description = "Queues the tickets are spread over in turn (default: ${DEFAULT-VALUE}).")
    int queues;

    @Option(
            names = "--cancel-share",
            defaultValue = "0.02",
            description = "Part of the tickets that is cancelled within 60 ms, 0 to 1 (default: ${DEFAULT-VALUE}).")
    double cancelShare;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Fixes the arrivals and plans (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(
            names = "--drain",
            defaultValue = "90",
            description =
                    "Longest time after the load for the last tickets to end, seconds (default: ${DEFAULT-VALUE}).")
    int drain;

    @Option(
            names = "--ends",
            defaultValue = "STREAM",
            description = "Whether the load learns the ends of its tickets from one stream, or by a held read for each:"
                    + " ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    EndSource.Kind ends;

    @Option(
            names = "--hosting",
            defaultValue = "ALLOCATE",
            description = "Whether matches get a simulated payload or a match id only: ${COMPLETION-CANDIDATES}"
                    + " (default: ${DEFAULT-VALUE}).")
    Arena.Hosting hosting;

    @Option(names = "--buffer", description = "Payloads kept ready (default: two seconds of matches, at least 50).")
    Integer buffer;

    @Option(
            names = "--payload-life",
            defaultValue = "1000",
            description = "Milliseconds from a payload's reservation to its exit (default: ${DEFAULT-VALUE}).")
    int payloadLife;

    @Override
    public Integer call() throws Exception {
        Stack stack = stackOptions.stack();
        try (MusterClient client = stackOptions.client(stack);
                TicketEnds stream =
                        ends == EndSource.Kind.STREAM ? client.tickets().ends() : null;
                Arena arena = Arena.open(client, arenaPlan())) {
            PipelineRun run = new PipelineRun(client, endSource(client, stream), arena, loadPlan(), stack);
            BenchResult result = run.execute(Map.of("via", stackOptions.via(), "ends", ends.name()));
            Progress.say(PipelineReport.text(result, run.books()));
            Progress.say("written to " + ResultFile.write(stackOptions.results(), result));
            return exitCode(run.books());
        }
    }

    private static EndSource endSource(MusterClient client, TicketEnds stream) {
        return stream == null ? ticketId -> client.tickets().await(ticketId, TicketsApi.LONGEST_WAIT) : stream::await;
    }

    private static int exitCode(Books books) {
        return books.balanced() ? 0 : 2;
    }

    private Arena.Plan arenaPlan() {
        int matchesPerSecond = (int) Math.ceil(rate / playersPerMatch);
        int ready = buffer == null ? Math.max(50, 2 * matchesPerSecond) : buffer;
        int most = ready + 4 * matchesPerSecond * Math.max(1, payloadLife / 1000) + 1000;
        return new Arena.Plan(hosting, queues, playersPerMatch, ready, most, payloadLife, drain);
    }

    private PipelineRun.Load loadPlan() {
        return new PipelineRun.Load(
                rate,
                Duration.ofSeconds(warmup),
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(drain),
                cancelShare,
                seed);
    }
}
