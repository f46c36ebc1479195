package io.muster.allocator.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.allocator.local.LocalApiService;
import io.muster.contracts.Topics;
import io.muster.contracts.payload.PayloadReady;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ProcessPayloadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    ProcessRuntime processes;

    @Inject
    LocalApiService localApi;

    private final Api api = new Api("arena");
    private EventProbe probe;
    private String allocation;

    @BeforeEach
    void listen() {
        probe = EventProbe.on(Topics.PAYLOADS);
    }

    @AfterEach
    void removeEverything() {
        api.payloads(allocation)
                .getList("results.id", String.class)
                .forEach(id ->
                        api.request().queryParam("force_delete", true).delete(api.path(allocation, "/payloads/" + id)));
        api.delete(allocation);
        await().atMost(PATIENCE)
                .until(() -> api.payloads(allocation).getList("results").isEmpty());
        probe.close();
    }

    @Test
    void becomesReadyAndIsToldOfItsReservation() {
        create(1, "ready", "label:map=garden", "until-reserved", "crash:0");
        String payload = one("Ready");
        PayloadReady ready = probe.await(
                Topics.PAYLOADS,
                PayloadReady.class,
                event -> event.server().payloadId().equals(payload));
        assertThat(ready.server().port()).isBetween(20_000, 24_999);

        api.reserve(allocation, Map.of()).then().statusCode(200);

        PayloadRemoved removed = removed(ready.server().serverId());
        assertThat(removed.exitCode()).isZero();
        assertThat(removed.reason()).isEqualTo("exited");
    }

    @Test
    void isReplacedWhenItCrashesWhileReserved() {
        create(1, "ready", "until-reserved", "crash:3");
        String first = one("Ready");
        api.reserve(allocation, Map.of()).then().statusCode(200);

        PayloadRemoved removed = probe.await(
                Topics.PAYLOADS,
                PayloadRemoved.class,
                event -> event.server().payloadId().equals(first));
        assertThat(removed.exitCode()).isEqualTo(3);
        assertThat(removed.reason()).isEqualTo("crashed");
        assertThat(one("Ready")).isNotEqualTo(first);
    }

    @Test
    void isStartedAgainWhenItCrashesBeforeItIsReady() {
        create(1, "crash:7");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.payloads(allocation).getString("results[0].status.details"))
                        .contains("code 7"));
        String payload = api.payloads(allocation).getString("results[0].id");
        await().atMost(PATIENCE).until(() -> states().contains("Starting"));
        await().atMost(PATIENCE).until(() -> states().contains("Error"));
        assertThat(api.payloads(allocation).getString("results[0].id")).isEqualTo(payload);
    }

    @Test
    void fillsTheBufferWhenItsSecondStartSucceeds() {
        create(1, "crash-once:7", "ready", "sleep");

        await().atMost(PATIENCE).until(() -> states().contains("Error"));
        String payload = api.payloads(allocation).getString("results[0].id");

        assertThat(one("Ready")).isEqualTo(payload);
    }

    @Test
    void isReplacedWhileItRefusesToEnd() {
        create(1, "ignore-term", "ready", "sleep");
        String first = one("Ready");

        api.request().delete(api.path(allocation, "/payloads/" + first)).then().statusCode(200);

        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(api.ids(allocation, "Ready")).hasSize(1).doesNotContain(first));
    }

    @Test
    void isKilledWhenItRefusesToEnd() {
        create(1, "ignore-term", "ready", "sleep");
        String payload = one("Ready");
        String uid = api.payloads(allocation).getString("results[0].uid");

        api.request()
                .delete(api.path(allocation, "/payloads/" + payload))
                .then()
                .statusCode(200);

        assertThat(removed("ds_" + uid).reason()).isEqualTo("deleted");
        await().atMost(PATIENCE).until(() -> commandLines().noneMatch(line -> line.contains(uid)));
    }

    @Test
    void isRemovedWhenItIsNeverReady() {
        create(1, "sleep");
        String first = one("Starting");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.payloads(allocation).getList("results.id", String.class))
                        .hasSize(1)
                        .doesNotContain(first));
        api.request()
                .get(api.path(allocation, "/terminations"))
                .then()
                .body("results[0].payload_id", equalTo(first))
                .body("results[0].reason", equalTo("never-ready"));
    }

    @Test
    void keepsItsOutput() throws IOException {
        create(1, "say:hello-from-the-game", "ready", "sleep");
        one("Ready");
        String uid = api.payloads(allocation).getString("results[0].uid");

        assertThat(Files.readString(processes.outputOf(uid))).contains("hello-from-the-game");
        String payload = api.payloads(allocation).getString("results[0].id");
        assertThat(api.request()
                        .get(api.path(allocation, "/payloads/" + payload + "/logs"))
                        .asString())
                .contains("hello-from-the-game");
    }

    @Test
    void givesEveryPayloadItsOwnPorts() {
        create(3, "ready", "sleep");
        await().atMost(PATIENCE).until(() -> api.ids(allocation, "Ready").size() == 3);

        List<Integer> ports = api.payloads(allocation).getList("results.status.ports.flatten().port");
        assertThat(ports).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void isReachedThroughItsSecretPathOnlyAndNotAfterItsEnd() throws IOException, InterruptedException {
        create(1, "ready", "sleep");
        String payload = one("Ready");
        String uid = api.payloads(allocation).getString("results[0].uid");
        String base = localApi.baseOf(uid);

        assertThat(statusOf(base)).isEqualTo(200);
        assertThat(statusOf(base.substring(0, base.length() - 1) + "x")).isEqualTo(404);
        api.request()
                .delete(api.path(allocation, "/payloads/" + payload))
                .then()
                .statusCode(200);
        removed("ds_" + uid);
        assertThat(statusOf(base)).isEqualTo(500);
    }

    private static int statusOf(String base) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + base + "/api/v0/payload"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private void create(int buffer, String... steps) {
        allocation = api.create(Map.of(
                "name",
                Api.uniqueName("p"),
                "runtime",
                "process",
                "buffer",
                buffer,
                "max",
                buffer + 2,
                "payload_spec",
                Map.of(
                        "command",
                        ScriptedPayload.command(),
                        "args",
                        ScriptedPayload.arguments(steps),
                        "ports",
                        List.of(Map.of("name", "default", "port_policy", "PASSTHROUGH", "protocol", "UDP")))));
    }

    private String one(String state) {
        await(state).atMost(PATIENCE).until(() -> api.ids(allocation, state).size() == 1);
        return api.ids(allocation, state).getFirst();
    }

    private List<String> states() {
        JsonPath payloads = api.payloads(allocation);
        return payloads.getList("results.status.state");
    }

    private PayloadRemoved removed(String serverId) {
        return probe.await(
                Topics.PAYLOADS,
                PayloadRemoved.class,
                event -> event.server().serverId().equals(serverId));
    }

    private static Stream<String> commandLines() {
        return ProcessHandle.allProcesses()
                .map(process -> Arrays.toString(process.info().arguments().orElse(new String[0])));
    }
}
