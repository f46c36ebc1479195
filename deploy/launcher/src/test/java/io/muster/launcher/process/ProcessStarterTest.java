package io.muster.launcher.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.launcher.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessStarterTest {

    @TempDir
    private Path folder;

    @Test
    void givesTheProcessItsEnvironment() throws IOException {
        assertThat(outputOf("echo $GREETING in $TMPDIR")).isEqualTo("hello in " + folder.resolve("tmp") + "\n");
    }

    @Test
    void prefersTheJavaOfTheLauncher() throws IOException {
        assertThat(outputOf("echo ${PATH##*:} $JAVA_HOME; command -v java"))
                .endsWith(System.getProperty("java.home") + "/bin/java\n");
    }

    @Test
    void startsAGroupOfItsOwnSoThatTheKeyboardDoesNotReachIt() throws IOException {
        assertThat(outputOf("test $(ps -o pgid= -p $$) -eq $$ && echo own")).isEqualTo("own\n");
    }

    @Test
    void saysThatAProgramCannotBeStarted() {
        ProcessSpec spec =
                new ProcessSpec(List.of("true"), Map.of(), folder.resolve("missing"), folder.resolve("x.log"));

        assertThatThrownBy(() -> new ProcessStarter(folder.resolve("tmp")).start(spec))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("could not start true");
    }

    @Test
    void hidesTheEnvironmentWhenPrinted() {
        ProcessSpec spec = new ProcessSpec(List.of("serve"), Map.of("PASSWORD", "secret"), folder, folder);

        assertThat(spec.toString()).isEqualTo("serve");
    }

    private String outputOf(String script) throws IOException {
        Path log = folder.resolve("out.log");
        ProcessSpec spec = new ProcessSpec(List.of("/bin/sh", "-c", script), Map.of("GREETING", "hello"), folder, log);
        ProcessHandle process = new ProcessStarter(folder.resolve("tmp")).start(spec);
        assertThat(Processes.ends(process, Duration.ofSeconds(10))).isTrue();
        return Files.readString(log);
    }
}
