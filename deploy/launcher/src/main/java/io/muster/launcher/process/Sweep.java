package io.muster.launcher.process;

import io.muster.launcher.stack.StackState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds what a stack may have left behind, above all game servers whose allocator was killed. Three traces lead to them:
 * they were descendants of a known process, they are in a process group that a known process led, or (on Linux) their
 * environment names the temporary folder of the stack.
 */
public final class Sweep {

    private final StackState state;
    private final Path temporary;
    private final Set<ProcessHandle> descendants = new HashSet<>();

    /** Looks before anything is stopped, because a descendant whose parent ended is no descendant any more. */
    public Sweep(StackState state, Path temporary) {
        this.state = state;
        this.temporary = temporary;
        state.everStarted()
                .flatMap(part -> Processes.of(part).stream())
                .flatMap(ProcessHandle::descendants)
                .forEach(descendants::add);
    }

    /** Kills the rest once all parts have stopped, and answers how many there were. */
    public int killRest() {
        Set<ProcessHandle> rest = new HashSet<>();
        descendants.stream().filter(ProcessHandle::isAlive).forEach(rest::add);
        groupMembers().forEach(rest::add);
        marked().forEach(rest::add);
        rest.remove(ProcessHandle.current());
        rest.forEach(ProcessHandle::destroyForcibly);
        return rest.size();
    }

    /**
     * Members of groups led by our processes. The system does not reuse the id of a group that still has members, so
     * if its leader is gone the members are ours; if a process with that id lives, it must be the one we started.
     */
    private List<ProcessHandle> groupMembers() {
        Set<Long> groups = new HashSet<>();
        state.everStarted()
                .filter(part -> ProcessHandle.of(part.pid()).isEmpty() || Processes.isAlive(part))
                .forEach(part -> groups.add(part.pid()));
        List<ProcessHandle> members = new ArrayList<>();
        for (String line : processTable()) {
            String[] columns = line.trim().split("\\s+", -1);
            if (columns.length == 2 && groups.contains(Long.parseLong(columns[1]))) {
                ProcessHandle.of(Long.parseLong(columns[0])).ifPresent(members::add);
            }
        }
        return members;
    }

    private static List<String> processTable() {
        try {
            Process listing = new ProcessBuilder("ps", "-axo", "pid=,pgid=").start();
            try (var output = listing.inputReader(StandardCharsets.US_ASCII)) {
                return output.lines().toList();
            }
        } catch (IOException e) {
            return List.of(); // a system without ps still has the other two traces
        }
    }

    private List<ProcessHandle> marked() {
        String marker = ProcessStarter.TEMPORARY + '=' + temporary;
        return ProcessHandle.allProcesses()
                .filter(process -> environment(process.pid()).anyMatch(marker::equals))
                .toList();
    }

    private static Stream<String> environment(long pid) {
        try {
            byte[] block = Files.readAllBytes(Path.of("/proc", Long.toString(pid), "environ"));
            return Stream.of(new String(block, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException e) {
            return Stream.empty(); // ended meanwhile, not ours to read, or no Linux
        }
    }
}
