package io.muster.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartId;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SweepTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private ProcessHandle left;

    @AfterEach
    void endWhatIsLeft() {
        if (left != null) {
            left.destroyForcibly();
        }
    }

    @Test
    void endsTheGameServerOfAnAllocatorThatIsGone() throws IOException {
        Part allocator = startAllocator("sleep 600 & echo $! > server.pid; wait");
        left = gameServer();
        StackState state = state(allocator);
        crash(allocator);

        int ended = new Sweep(state, temporary()).killRest();

        assertThat(ended).isEqualTo(1);
        assertThat(Processes.ends(left, PATIENCE)).isTrue();
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "other systems do not show the environment of a process")
    void endsAGameServerInASessionOfItsOwn() throws IOException {
        Part allocator = startAllocator("setsid sleep 600 & echo $! > server.pid; wait");
        left = gameServer();
        StackState state = state(allocator);
        crash(allocator);

        int ended = new Sweep(state, temporary()).killRest();

        assertThat(ended).isEqualTo(1);
        assertThat(Processes.ends(left, PATIENCE)).isTrue();
    }

    @Test
    void endsDescendantsThatWereSeenBefore() throws IOException {
        Part allocator = startAllocator("setsid env -i sleep 600 & echo $! > server.pid; wait");
        left = gameServer();
        Sweep sweep = new Sweep(state(allocator), temporary());
        crash(allocator);

        assertThat(sweep.killRest()).isEqualTo(1);
        assertThat(Processes.ends(left, PATIENCE)).isTrue();
    }

    @Test
    void leavesOthersAlone() throws IOException {
        Process other = new ProcessBuilder("sleep", "600").start();
        left = other.toHandle();
        Part reused = new Part(new PartId(PartName.ALLOCATOR, 1), other.pid(), 1, 1, 2);

        int ended = new Sweep(state(reused), temporary()).killRest();

        assertThat(ended).isZero();
        assertThat(other.isAlive()).isTrue();
    }

    private Part startAllocator(String script) {
        ProcessSpec spec =
                new ProcessSpec(List.of("/bin/sh", "-c", script), Map.of(), folder, folder.resolve("allocator.log"));
        ProcessHandle process = new ProcessStarter(temporary()).start(spec);
        return new Part(new PartId(PartName.ALLOCATOR, 1), process.pid(), Processes.startedAt(process), 25_001, 25_002);
    }

    private ProcessHandle gameServer() throws IOException {
        Path file = folder.resolve("server.pid");
        while (!Files.exists(file) || Files.size(file) == 0) {
            Thread.onSpinWait();
        }
        return ProcessHandle.of(Long.parseLong(Files.readString(file).trim())).orElseThrow();
    }

    private static void crash(Part part) {
        ProcessHandle process = ProcessHandle.of(part.pid()).orElseThrow();
        process.destroyForcibly();
        assertThat(Processes.ends(process, PATIENCE)).isTrue();
    }

    private static StackState state(Part part) {
        return new StackState(List.of(part), List.of());
    }

    private Path temporary() {
        return folder.resolve("tmp");
    }
}
