package io.muster.allocator.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path temporary;

    private final String serverId = "ds_" + UUID.randomUUID();
    private PayloadFolder folder;

    @BeforeEach
    void name() {
        folder = new PayloadFolder(temporary.resolve(serverId));
    }

    @Test
    void writesDownHowItsProgramEnded() throws Exception {
        start("echo hello; exit 7").ended().get(20, TimeUnit.SECONDS);

        assertThat(folder.exitCode()).hasValue(7);
        assertThat(Files.readString(folder.output())).isEqualTo("hello\n");
    }

    @Test
    void isFoundAgainByASuccessorAndItsEndIsSeen() throws Exception {
        start("sleep 60");
        await().atMost(PATIENCE).until(() -> folder.processId().isPresent());

        PayloadProcess found = PayloadProcess.find(folder, serverId).orElseThrow();
        found.terminate();

        found.ended().get(20, TimeUnit.SECONDS);
        assertThat(folder.exitCode()).hasValue(143);
    }

    @Test
    void isNotMistakenForAnotherProcessOfTheSameNumber() throws IOException {
        folder.prepare();
        Files.writeString(
                folder.path().resolve("pid"),
                Long.toString(ProcessHandle.current().pid()));

        assertThat(PayloadProcess.find(folder, serverId)).isEmpty();
    }

    @Test
    void takesWhatItStartedWithIt() throws Exception {
        PayloadProcess process = start("sleep 61.5 & echo $! > child; wait");
        Path child = folder.path().resolve("child");
        await().atMost(PATIENCE)
                .until(() -> Files.exists(child) && !Files.readString(child).isBlank());
        long pid = Long.parseLong(Files.readString(child).strip());

        process.kill();

        process.ended().get(20, TimeUnit.SECONDS);
        await().atMost(PATIENCE)
                .until(() ->
                        ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void seesOnlyTheEnvironmentItIsGiven() throws Exception {
        start("env").ended().get(20, TimeUnit.SECONDS);

        assertThat(Files.readString(folder.output())).contains("MUSTER_PORT=7").doesNotContain("MAVEN");
    }

    @Test
    void dropsTheOlderHalfOfTooMuchOutput() throws IOException {
        folder.prepare();
        Files.writeString(folder.output(), "old".repeat(400) + "new".repeat(400));

        folder.boundOutput(2_000);

        assertThat(Files.readString(folder.output())).hasSize(1_000).doesNotContain("old");
    }

    private PayloadProcess start(String script) {
        return PayloadProcess.start(folder, serverId, List.of("sh", "-c", script), Map.of("MUSTER_PORT", "7"));
    }
}
