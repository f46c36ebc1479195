package io.muster.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LauncherTest {

    @TempDir
    private Path data;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void tellsThatNoStackRuns() {
        assertThat(run("status")).isEqualTo(3);
        assertThat(out.toString()).contains("No stack is running");
    }

    @Test
    void tellsAsJsonThatNoStackRuns() {
        assertThat(run("status", "--json")).isEqualTo(3);
        assertThat(out.toString()).contains("\"running\" : false");
    }

    @Test
    void downWithoutAStackIsNoError() {
        assertThat(run("down")).isZero();
        assertThat(out.toString()).contains("No stack is running");
    }

    @Test
    void refusesATokenWhenNoStackEverRan() {
        assertThat(run("token", "--role", "player", "--sub", "p1", "--namespace", "arena"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("session-service makes it when a stack first starts");
    }

    @ParameterizedTest
    @CsvSource({
        "'up --replicas kafka=2', only services have replicas",
        "'up --replicas ticket-service=0', 1 to 16 replicas",
        "'up --replicas chess-service=2', there is no 'chess-service'",
        "'up --port 70000', port 70000 is not between 0 and 65535",
        "'kill chess-service', there is no 'chess-service'",
        "'kill ticket-service/x', is not SERVICE or SERVICE/REPLICA",
        "'kill ticket-service', no stack is running",
        "'logs ticket-service', no stack is running",
        "'token --role player --sub p1 --namespace a/b', --namespace is 'a/b'",
        "'token --role player --sub p1 --namespace a --ttl 0', must be between 1 and 604800 seconds",
    })
    void saysWhatIsWrong(String arguments, String message) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(1);
        assertThat(err.toString()).contains("muster: ").contains(message);
    }

    @ParameterizedTest
    @CsvSource({
        "'up --replicas ticket-service', --replicas",
        "'up --port many', --port",
        "'token --role king --sub p --namespace n', --role",
        "'token --role player', --sub",
        "'sing', sing",
    })
    void refusesWrongUsage(String arguments, String option) {
        assertThat(run(arguments.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString()).contains(option);
    }

    private int run(String... arguments) {
        CommandLine launcher = Launcher.commandLine();
        launcher.setOut(new PrintWriter(out, true));
        launcher.setErr(new PrintWriter(err, true));
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--data";
        all[arguments.length + 1] = data.toString();
        return launcher.execute(all);
    }
}
