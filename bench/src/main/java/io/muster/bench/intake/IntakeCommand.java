package io.muster.bench.intake;

import io.muster.bench.Progress;
import io.muster.bench.StackOptions;
import io.muster.bench.result.BenchResult;
import io.muster.bench.result.ResultFile;
import io.muster.bench.stack.Stack;
import io.muster.client.MusterClient;
import io.muster.client.config.MatchConfig;
import io.muster.client.config.MatchConfig.MatchDefinition;
import io.muster.client.config.MatchConfig.MatchHosting;
import io.muster.client.config.MatchConfig.MatchRule;
import io.muster.client.config.MatchConfig.Range;
import io.muster.client.config.MatchConfig.Relaxation;
import io.muster.client.config.MatchConfig.TeamDefinition;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bench intake}: creates tickets that find no match and cancels them afterwards. */
@Command(
        name = "intake",
        description = "Creates tickets as fast as the service confirms them, or at a fixed rate, and cancels them.",
        mixinStandardHelpOptions = true)
public final class IntakeCommand implements Callable<Integer> {

    /** A skill below every skill there is, so that nothing is matched. */
    private static final int SKILL_NEVER_SEEN = -1_000_000_000;

    private static final int TICKET_LIFE_SECONDS = 600;
    private static final int A_DAY_IN_SECONDS = 86_400;

    @Mixin
    StackOptions stackOptions;

    @Option(
            names = "--rate",
            description = "Tickets per second at Poisson-distributed times; without it every client sends its next"
                    + " ticket when the last one was confirmed.")
    Double rate;

    @Option(
            names = "--concurrency",
            defaultValue = "80",
            description =
                    "Clients that send at once when no rate is given (default: ${DEFAULT-VALUE}, a little more than"
                            + " three transactions of 24 tickets take).")
    int concurrency;

    @Option(names = "--seconds", defaultValue = "15", description = "Measured time (default: ${DEFAULT-VALUE}).")
    int seconds;

    @Option(
            names = "--warmup",
            defaultValue = "60",
            description =
                    "Seconds of the same load before (default: ${DEFAULT-VALUE}; the rate of a new stack rises for 40).")
    int warmup;

    @Option(names = "--seed", defaultValue = "1", description = "Fixes the arrivals (default: ${DEFAULT-VALUE}).")
    long seed;

    @Override
    public Integer call() throws Exception {
        Stack stack = stackOptions.stack();
        try (MusterClient client = stackOptions.client(stack)) {
            String queue = "intake-" + Long.toString(System.currentTimeMillis(), 36);
            client.configs().put(queue, config(queue)).join();
            try {
                return measure(client, stack, queue);
            } finally {
                client.configs().delete(queue).join();
            }
        }
    }

    private int measure(MusterClient client, Stack stack, String queue) throws InterruptedException {
        IntakeRun.Load load =
                new IntakeRun.Load(rate, concurrency, Duration.ofSeconds(warmup), Duration.ofSeconds(seconds), seed);
        IntakeRun run = new IntakeRun(client.tickets(), stack, queue, load);
        BenchResult result = run.execute(stackOptions.via());
        Progress.say(IntakeRun.text(result));
        Progress.say("written to " + ResultFile.write(stackOptions.results(), result));
        return Boolean.TRUE.equals(result.books().get("balanced")) ? 0 : 2;
    }

    private static MatchConfig config(String queue) {
        TeamDefinition team = new TeamDefinition("team", Range.exactly(2), Range.exactly(1));
        // A ticket without hope would be refused, so the rule relaxes, long after the tickets are gone.
        Relaxation tooLate = new Relaxation("ReferenceControl.Replace", "Oldest", A_DAY_IN_SECONDS, Integer.MAX_VALUE);
        MatchRule never =
                new MatchRule("never", "LessThan", "Players.CustomData.skill", SKILL_NEVER_SEEN, List.of(tooLate));
        return new MatchConfig(
                queue,
                new MatchDefinition(List.of(team), List.of(never)),
                TICKET_LIFE_SECONDS,
                false,
                MatchHosting.matchId(),
                false);
    }
}
