package io.muster.bench.stack;

import io.muster.bench.result.Processors;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Measures what named processes use between two moments, and what the machine does meanwhile. */
public final class Meter {

    private final Map<String, Long> pids;
    private final Map<String, ProcessUse> before = new LinkedHashMap<>();
    private final Optional<ProcessorTimes> processorsBefore = ProcessorTimes.now();

    /**
     * @param pids process id by the name it gets in the result
     */
    public Meter(Map<String, Long> pids) {
        this.pids = Map.copyOf(pids);
        pids.forEach((name, pid) -> use(name, pid).ifPresent(use -> before.put(name, use)));
    }

    /**
     * What was used since this meter was made. Processes that ended meanwhile are left out.
     *
     * @param cpuSeconds processor time by process
     * @param residentMiB memory at the end by process
     * @param processors of the whole machine; null where the system does not tell
     */
    public record Reading(Map<String, Double> cpuSeconds, Map<String, Long> residentMiB, Processors processors) {

        /** Processor time by process for every 1,000 units of work. */
        public Map<String, Double> cpuSecondsPer1000(long units) {
            Map<String, Double> perThousand = new TreeMap<>();
            cpuSeconds.forEach((name, seconds) ->
                    perThousand.put(name, units == 0 ? 0 : Math.round(seconds * 1_000_000.0 / units) / 1000.0));
            return perThousand;
        }
    }

    /** PostgreSQL works in its children; those of the allocator are game servers and those of this process not its own. */
    private static Optional<ProcessUse> use(String name, long pid) {
        return name.startsWith("postgres") ? ProcessUse.ofTree(pid) : ProcessUse.of(pid);
    }

    public Reading read() {
        Map<String, Double> cpuSeconds = new TreeMap<>();
        Map<String, Long> residentMiB = new TreeMap<>();
        before.forEach((name, use) -> use(name, pids.get(name)).ifPresent(now -> {
            cpuSeconds.put(name, now.cpuSeconds() - use.cpuSeconds());
            residentMiB.put(name, now.residentMiB());
        }));
        Processors processors = processorsBefore
                .flatMap(then -> ProcessorTimes.now().map(now -> now.since(then)))
                .orElse(null);
        return new Reading(cpuSeconds, residentMiB, processors);
    }
}
