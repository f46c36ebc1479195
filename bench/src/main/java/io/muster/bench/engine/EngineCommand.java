package io.muster.bench.engine;

import io.muster.bench.result.BenchResult;
import io.muster.bench.result.LatencyMs;
import io.muster.bench.result.Machine;
import io.muster.bench.result.ResultFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bench engine}: needs no stack. The figures of the file are those of the first scenario; all are in its parameters. */
@Command(
        name = "engine",
        description = "Measures the matching engine in one thread, by processor time; needs no running stack.",
        mixinStandardHelpOptions = true)
public final class EngineCommand implements Callable<Integer> {

    @Option(names = "--tickets", defaultValue = "1000000", description = "Largest pool (default: ${DEFAULT-VALUE}).")
    int tickets;

    @Option(names = "--seed", defaultValue = "1", description = "Fixes the tickets (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--results", defaultValue = "bench/results", description = "Folder (default: ${DEFAULT-VALUE}).")
    Path results;

    @Override
    public Integer call() {
        // first of all, while nothing else comes and goes in the heap
        long bytes = EngineRun.bytesPerTicket(200_000);
        EngineRun run = new EngineRun(seed);
        run.bulk(Scenario.DUEL, tickets); // warm-up
        run.arrivals(Scenario.FIVES, tickets / 10, 5_000);
        EngineRun.Outcome bulk = run.bulk(Scenario.DUEL, tickets);
        EngineRun.Outcome arrival = run.intoPool(100_000, 200_000);
        List<Map<String, Object>> scenarios = new ArrayList<>();
        scenarios.add(bulk.figures());
        for (int pool = 1_000; pool < tickets; pool *= 10) {
            scenarios.add(run.bulk(Scenario.DUEL, pool).figures());
        }
        scenarios.add(arrival.figures());
        for (double rate : new double[] {20, 200, 5_000}) {
            int arrivals = Math.min(tickets / 5, (int) (rate * 60));
            scenarios.add(run.arrivals(Scenario.FIVES, arrivals, rate).figures());
            scenarios.add(
                    run.arrivals(Scenario.FIVES.adapting(), arrivals, rate).figures());
        }
        scenarios.add(run.arrivals(Scenario.HUNDRED, tickets / 50, 500).figures());
        for (int pool = 1_000; pool <= Math.min(tickets, 100_000); pool *= 10) {
            scenarios.add(run.gap(Scenario.DUEL, pool));
            scenarios.add(run.gap(Scenario.SOLO_FIVES, pool));
        }
        write(bytes, bulk, arrival, scenarios);
        return 0;
    }

    private void write(
            long bytes, EngineRun.Outcome bulk, EngineRun.Outcome arrival, List<Map<String, Object>> scenarios) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("tickets", tickets);
        parameters.put("seed", seed);
        parameters.put("bytesPerWaitingSoloTicket", bytes);
        parameters.put("scenarios", scenarios);
        BenchResult result = new BenchResult(
                "engine",
                Instant.now(),
                ResultFile.commit(),
                Machine.here(),
                parameters,
                bulk.ticketsPerSecond(),
                LatencyMs.of(arrival.nanos()),
                Map.of("engine", 1_000 / bulk.ticketsPerSecond()),
                null,
                Map.of(),
                null);
        scenarios.forEach(scenario -> System.out.println(scenario));
        System.out.println("bytes per waiting solo ticket: " + bytes);
        System.out.println(ResultFile.write(results, result));
        System.out.println(EngineReport.write(results, scenarios));
    }
}
