package io.muster.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackFileTest {

    private static final Part TICKET = new Part(new PartId(PartName.TICKET, 1), 0, 0, 25_001, 25_002);
    private static final Part SECOND = new Part(new PartId(PartName.TICKET, 2), 0, 0, 25_003, 25_004);

    @TempDir
    private Path data;

    private StackFolder folder;
    private StackFile file;

    @BeforeEach
    void open() {
        folder = new StackFolder(Path.of("."), data);
        file = new StackFile(folder);
    }

    @Test
    void keepsWhatWasWritten() {
        StackState state = new StackState(List.of(TICKET, SECOND), List.of());

        file.create(state);

        assertThat(file.read()).contains(state);
    }

    @Test
    void refusesASecondStackInTheSameFolder() {
        file.create(new StackState(List.of(TICKET), List.of()));

        assertThatThrownBy(() -> file.create(new StackState(List.of(TICKET), List.of())))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("already running")
                .hasMessageContaining("./muster down");
    }

    @Test
    void losesNoChangeOfManyLaunchers() {
        file.create(new StackState(List.of(TICKET, SECOND), List.of()));

        try (ExecutorService launchers = Executors.newFixedThreadPool(4)) {
            for (int pid = 1; pid <= 20; pid++) {
                Part started = TICKET.started(pid, 1);
                launchers.execute(() -> new StackFile(folder).update(state -> state.with(started)));
            }
        }

        assertThat(file.require().everStarted()).hasSize(20);
    }

    @Test
    void saysThatAStateFileIsBroken() throws IOException {
        Files.writeString(folder.stateFile(), "{");

        assertThatThrownBy(() -> file.read())
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("cannot be read");
    }

    @Test
    void forgetsADeletedStack() {
        file.create(new StackState(List.of(TICKET), List.of()));

        file.delete();

        assertThat(file.read()).isEmpty();
    }
}
