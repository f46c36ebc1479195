package io.muster.bench.stack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What one process has used since it started, from {@code /proc} (see proc_pid_stat(5)).
 *
 * @param cpuSeconds user and system time
 * @param residentMiB memory that is in RAM now; memory that processes share is counted in each
 */
public record ProcessUse(double cpuSeconds, long residentMiB) {

    /** Kernel clock ticks; 100 on every Linux that runs on servers today. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /**
     * Reads a process with all its children, as PostgreSQL has them; empty when it is gone. Time of children that have
     * ended is not in it.
     */
    public static Optional<ProcessUse> ofTree(long pid) {
        return of(pid).map(root -> ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .flatMap(child -> of(child.pid()).stream())
                .reduce(root, ProcessUse::plus));
    }

    private ProcessUse plus(ProcessUse other) {
        return new ProcessUse(cpuSeconds + other.cpuSeconds, residentMiB + other.residentMiB);
    }

    /** Reads a process, or answers empty when it is gone or the system has no {@code /proc}. */
    public static Optional<ProcessUse> of(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(folder.resolve("stat"), StandardCharsets.UTF_8);
            String status = Files.readString(folder.resolve("status"), StandardCharsets.UTF_8);
            return Optional.of(new ProcessUse(cpuSeconds(stat), residentMiB(status)));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The command name in second place may hold blanks, so counting starts after its closing bracket. */
    static double cpuSeconds(String stat) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[SYSTEM_TIME])) / TICKS_PER_SECOND;
    }

    static long residentMiB(String status) {
        return status.lines()
                .filter(line -> line.startsWith("VmRSS:"))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0L);
    }
}
