package io.muster.bench.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What one process has used since it started, from {@code /proc} (see proc_pid_stat(5)).
 *
 * @param cpuSeconds time in user and system mode
 * @param residentMiB memory that is in RAM now; memory that processes share is counted in each
 */
public record ProcessUse(double cpuSeconds, long residentMiB) {

    /** Kernel clock ticks; 100 on every Linux that runs on servers today. */
    private static final double TICKS_PER_SECOND = 100;

    /** The first of four times: the process in user and system mode, and its ended children in both. */
    private static final int FIRST_TIME = 11;

    private static final int OWN_TIMES = 2;
    private static final int ALL_TIMES = 4;

    /**
     * Reads a process with all its children, as PostgreSQL has them; empty when it is gone. Children that have ended
     * count too: a vacuum lives for seconds, and a connection may end with its client.
     */
    public static Optional<ProcessUse> ofTree(long pid) {
        return read(pid, ALL_TIMES)
                .map(root -> ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::descendants)
                        .flatMap(child -> read(child.pid(), ALL_TIMES).stream())
                        .reduce(root, ProcessUse::plus));
    }

    private ProcessUse plus(ProcessUse other) {
        return new ProcessUse(cpuSeconds + other.cpuSeconds, residentMiB + other.residentMiB);
    }

    /** Reads a process without its children; empty when it is gone or the system has no {@code /proc}. */
    public static Optional<ProcessUse> of(long pid) {
        return read(pid, OWN_TIMES);
    }

    private static Optional<ProcessUse> read(long pid, int times) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.UTF_8);
            String status = Files.readString(folder.resolve("status"), StandardCharsets.UTF_8);
            return Optional.of(new ProcessUse(cpuSeconds(stat, times), residentMiB(status)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The command name in second place may hold blanks, so counting starts after its closing bracket. */
    static double cpuSeconds(String stat, int times) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Arrays.stream(afterName, FIRST_TIME, FIRST_TIME + times)
                        .mapToLong(Long::parseLong)
                        .sum()
                / TICKS_PER_SECOND;
    }

    static long residentMiB(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0L);
    }
}
