package io.muster.bench.stack;

import io.muster.bench.result.Processors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Times of all processors together since the machine started, from {@code /proc/stat} (see proc_stat(5)); only their
 * shares between two moments mean something, so the unit does not matter.
 */
record ProcessorTimes(long busy, long idle, long stolen, int cores) {

    private static final Path SOURCE = Path.of("/proc/stat");

    /** After the name: user, nice, system, idle, iowait, irq, softirq, steal. Guests' times are in user and nice. */
    private static final int IDLE = 4;

    private static final int WAITING = 5;
    private static final int STOLEN = 8;

    /** Now; empty where the system has no {@code /proc}. */
    static Optional<ProcessorTimes> now() {
        try {
            return Optional.of(of(Files.readString(SOURCE, StandardCharsets.UTF_8)));
        } catch (IOException noProc) {
            return Optional.empty();
        }
    }

    static ProcessorTimes of(String stat) {
        long[] times = Arrays.stream(stat.lines().findFirst().orElseThrow().split(" +", -1))
                .skip(1)
                .limit(STOLEN)
                .mapToLong(Long::parseLong)
                .toArray();
        long idle = times[IDLE - 1] + times[WAITING - 1];
        long stolen = times[STOLEN - 1];
        int cores = (int) stat.lines().filter(line -> line.matches("cpu\\d.*")).count();
        return new ProcessorTimes(Arrays.stream(times).sum() - idle - stolen, idle, stolen, cores);
    }

    /** What the processors did since an earlier moment; nothing at all when no time has passed. */
    Processors since(ProcessorTimes before) {
        long busyTime = busy - before.busy;
        long idleTime = idle - before.idle;
        long stolenTime = stolen - before.stolen;
        double coresPerTime = (double) cores / Math.max(1, busyTime + idleTime + stolenTime);
        return new Processors(
                rounded(busyTime * coresPerTime), rounded(idleTime * coresPerTime), rounded(stolenTime * coresPerTime));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
