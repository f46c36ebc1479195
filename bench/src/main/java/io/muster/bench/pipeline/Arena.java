package io.muster.bench.pipeline;

import io.muster.bench.Progress;
import io.muster.client.MusterClient;
import io.muster.client.MusterException;
import io.muster.client.allocation.NewAllocation;
import io.muster.client.config.MatchConfig;
import io.muster.client.config.MatchConfig.MatchHosting;
import io.muster.client.config.MatchConfig.Range;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** The queues and the allocation a run has for itself; both are removed when it is closed. */
final class Arena implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);

    /** Where the matches run. */
    enum Hosting {
        ALLOCATE,
        MATCH_ID
    }

    /**
     * What an arena is made of.
     *
     * @param drainSeconds longer than this no ticket may live after the load
     */
    record Plan(
            Hosting hosting,
            int queues,
            int playersPerMatch,
            int buffer,
            int most,
            int payloadLifeMillis,
            int drainSeconds) {}

    private final MusterClient client;
    private final Plan plan;
    private final String name;
    private final List<String> queues = new ArrayList<>();
    private String allocationId;

    private Arena(MusterClient client, Plan plan) {
        this.client = client;
        this.plan = plan;
        this.name = "bench-" + Long.toString(System.currentTimeMillis(), 36);
    }

    /** Makes queues and allocation and waits until the payloads are ready. */
    static Arena open(MusterClient client, Plan plan) throws InterruptedException {
        Arena arena = new Arena(client, plan);
        try {
            arena.prepare();
            return arena;
        } catch (RuntimeException | InterruptedException e) {
            arena.close();
            throw e;
        }
    }

    private void prepare() throws InterruptedException {
        if (plan.hosting() == Hosting.ALLOCATE) {
            NewAllocation.Simulated behaviour = new NewAllocation.Simulated(0, plan.payloadLifeMillis());
            allocationId = client.allocations()
                    .create(NewAllocation.simulated(name, plan.buffer(), plan.most(), behaviour))
                    .join();
            awaitPayloads();
        }
        for (int number = 0; number < plan.queues(); number++) {
            String queue = name + "-q" + number;
            client.configs().put(queue, config(queue)).join();
            queues.add(queue);
        }
    }

    private MatchConfig config(String queue) {
        boolean even = plan.playersPerMatch() % 2 == 0;
        int teams = even ? 2 : 1;
        MatchHosting hosting =
                plan.hosting() == Hosting.ALLOCATE ? MatchHosting.allocate(name) : MatchHosting.matchId();
        int timeout = Math.max(60, plan.drainSeconds());
        return MatchConfig.teams(queue, teams, Range.exactly(plan.playersPerMatch() / teams), timeout, false, hosting);
    }

    private void awaitPayloads() throws InterruptedException {
        long end = System.nanoTime() + READY_WITHIN.toNanos();
        long ready;
        do {
            TimeUnit.MILLISECONDS.sleep(250);
            ready = client.allocations().payloads(allocationId).join().stream()
                    .filter(payload -> payload.isIn("Ready"))
                    .count();
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Only " + ready + " of " + plan.buffer()
                        + " simulated payloads were ready within " + READY_WITHIN.toSeconds() + " s");
            }
        } while (ready < plan.buffer());
        Progress.say(ready + " simulated payloads are ready");
    }

    /** Name of the run; unique, because it is made from the time. */
    String name() {
        return name;
    }

    /** The queue of a ticket. */
    String queue(int number) {
        return queues.get(number % queues.size());
    }

    Plan plan() {
        return plan;
    }

    @Override
    public void close() {
        queues.forEach(queue ->
                remove("config " + queue, () -> client.configs().delete(queue).join()));
        if (allocationId != null) {
            remove(
                    "allocation " + name,
                    () -> client.allocations().delete(allocationId).join());
        }
    }

    private static void remove(String what, Runnable removal) {
        try {
            removal.run();
        } catch (CompletionException e) {
            if (!(e.getCause() instanceof MusterException)) {
                throw e;
            }
            Progress.say("could not remove " + what + ": " + e.getCause().getMessage());
        }
    }
}
