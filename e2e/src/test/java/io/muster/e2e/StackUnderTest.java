package io.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.launcher.secret.TokenSigner;
import io.muster.launcher.stack.Part;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFile;
import io.muster.launcher.stack.StackFolder;
import io.muster.launcher.stack.StackState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A stack in its own data folder on free ports. */
final class StackUnderTest {

    private static final Duration UP_WITHIN = Duration.ofMinutes(4);
    private static final Duration COMMAND_WITHIN = Duration.ofMinutes(4);
    private static final int LOG_LINES = 30;

    private final Path root = Path.of("").toAbsolutePath().getParent();
    private final Path folder;
    private final StackFolder data;
    private final List<String> javaOptions = new ArrayList<>();
    private final List<Part> started = new ArrayList<>();

    /** A stack whose services have some settings more. */
    StackUnderTest(Path folder, Map<String, String> settings) {
        this.folder = folder;
        this.data = new StackFolder(root, folder.resolve("data"));
        javaOptions.add("-XX:TieredStopAtLevel=1"); // it ends before the second compiler pays
        settings.forEach((name, value) -> javaOptions.add("-D" + name + '=' + value));
    }

    void up() throws InterruptedException {
        run(UP_WITHIN, "up", "--detach", "--port", "0");
        started.addAll(state().parts());
    }

    void down() throws InterruptedException {
        run(COMMAND_WITHIN, "down");
    }

    /** Ends a process as a crash would (signal 9), and waits until it is gone, so that it can be started again. */
    void kill(PartName name) throws InterruptedException {
        run(COMMAND_WITHIN, "kill", name.text());
    }

    void startAgain(PartName name) throws InterruptedException {
        run(COMMAND_WITHIN, "start", name.text());
        started.addAll(state().parts());
    }

    /** Starts a command that goes on while the test does something else. */
    Program begin(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.data().toString()));
        return Program.start(root, folder, all, javaOptions);
    }

    /** Waits for a command that must succeed; if it does not, the failure shows its output and the ends of all logs. */
    String succeeds(Program program, Duration limit) throws InterruptedException {
        int exitCode = program.exitCode(limit);
        assertThat(exitCode)
                .describedAs(() -> program.output() + "\n" + logTails())
                .isZero();
        return program.output();
    }

    /** Every process that was ever part of the stack and is still there. */
    List<Part> survivors() {
        return started.stream()
                .filter(part -> ProcessHandle.of(part.pid())
                        .filter(ProcessHandle::isAlive)
                        .isPresent())
                .toList();
    }

    /** A client of the matchmaking API of a namespace, through the API gateway. */
    PlainClient matchmaking(String namespace, String role) {
        URI base = URI.create(
                "http://localhost:" + state().only(PartName.GATEWAY).port() + '/' + namespace + "/matchmaking/api/v1/");
        String token = TokenSigner.from(data.signingKey())
                .sign(namespace, "e2e", List.of(role), Instant.now(), Duration.ofMinutes(5));
        return new PlainClient(base, token);
    }

    Path folder() {
        return folder;
    }

    private void run(Duration limit, String... arguments) throws InterruptedException {
        succeeds(begin(arguments), limit);
    }

    private StackState state() {
        return new StackFile(data).require();
    }

    private String logTails() {
        Path logs = data.data().resolve("logs");
        if (!Files.isDirectory(logs)) {
            return "(no logs)";
        }
        try (Stream<Path> files = Files.list(logs)) {
            return files.sorted()
                    .map(file -> "--- " + file.getFileName() + "\n" + tail(file))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String tail(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "(not readable: " + e + ")";
        }
    }
}
