package io.muster.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * The packaged service of the module under test as a process of its own, on real infrastructure, so that it can be killed.
 * What it keeps in Kafka, its database and its folder outlives each of its runs. Its JVM has the options that
 * {@code ./muster up} gives it, and once it was trained it only starts if its AOT cache fits. For one thread.
 */
public final class PackagedService {

    private static final Duration UP_WITHIN = Duration.ofMinutes(2);

    /** Not those that the system gives to outgoing connections: a service that starts again finds its ports free. */
    private static final int LOWEST_PORT = 15_000;

    private static final int PORTS = 5_000;

    /** Those of the launcher: a cache only fits a JVM with the same ones. */
    private static final List<String> JVM_OPTIONS = List.of(
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dfile.encoding=UTF-8",
            "-Duser.timezone=UTC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private static final Path PACKAGED = Path.of("target", "quarkus-app").toAbsolutePath();
    private static final Path CACHE = PACKAGED.resolve("app.aot");

    private final Path folder;
    private final List<String> options;
    private final Map<String, String> infrastructure;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private boolean trained;
    private Process process;

    /**
     * A service that does not run yet.
     *
     * @param name of the service, for a database of its own
     * @param folder where it logs to
     * @param options of its JVM; a property among them overrides that of the infrastructure
     */
    public PackagedService(String name, Path folder, String... options) {
        this.folder = folder;
        this.options = List.of(options);
        MusterInfrastructure resource = new MusterInfrastructure();
        resource.init(Map.of("service", name));
        this.infrastructure = resource.start();
    }

    /** Starts it and waits until it is ready. */
    public void start() {
        start(trained ? List.of("-XX:AOTCache=" + CACHE, "-XX:AOTMode=on") : List.of());
    }

    /** Starts it as a training run: when it is told to stop it writes an AOT cache, which later starts use. */
    public void startTraining() throws IOException {
        Files.deleteIfExists(CACHE);
        start(List.of("-XX:AOTCacheOutput=" + CACHE));
        trained = true;
    }

    private void start(List<String> cacheOptions) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.addAll(JVM_OPTIONS);
        command.addAll(cacheOptions);
        infrastructure.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.addAll(options);
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.management.port=" + managementPort);
        command.add("-jar");
        command.add(PACKAGED.resolve("quarkus-run.jar").toString());
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("service.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Awaitility.await("the service is ready")
                .atMost(UP_WITHIN)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> management("/q/health/ready").isPresent());
    }

    /** Ends it as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and waits for that. */
    public void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    /** Where it serves its API. */
    public URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The sum of a metric over its labels, 0 when it is not there or the service does not answer. */
    public double metric(String name) {
        return management("/q/metrics").stream()
                .flatMap(String::lines)
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    private Optional<String> management(String path) {
        URI address = URI.create("http://127.0.0.1:" + managementPort + path);
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException notYet) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static int freePort() {
        List<Integer> candidates =
                IntStream.range(LOWEST_PORT, LOWEST_PORT + PORTS).boxed().collect(Collectors.toList());
        Collections.shuffle(candidates);
        return candidates.stream().filter(PackagedService::isFree).findFirst().orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.getLocalPort() == port;
        } catch (IOException taken) {
            return false;
        }
    }
}
