package io.muster.allocator.crash;

import static org.awaitility.Awaitility.await;

import io.muster.testing.MusterInfrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged service on real infrastructure; what it keeps in its folder and database outlives each of its runs. */
final class ServiceProcess {

    private static final Duration UP_WITHIN = Duration.ofSeconds(90);

    private final Path folder;
    private final Map<String, String> infrastructure;
    private final int port = freePort();
    private final int managementPort = freePort();
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Process process;

    ServiceProcess(Path folder) {
        this.folder = folder;
        MusterInfrastructure resource = new MusterInfrastructure();
        resource.init(Map.of("service", "allocator-crash"));
        this.infrastructure = resource.start();
    }

    /** Starts it and waits until it is ready. */
    void start() {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        command.add("-Xmx256m");
        command.add("-XX:TieredStopAtLevel=1");
        infrastructure.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dmuster.data.dir=" + folder);
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.management.port=" + managementPort);
        command.add("-jar");
        command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            folder.resolve("service.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the service is ready").atMost(UP_WITHIN).until(this::ready);
    }

    /** Ends it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, which ends its payloads too. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    private boolean ready() {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
