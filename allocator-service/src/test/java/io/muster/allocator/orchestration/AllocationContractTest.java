package io.muster.allocator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.allocator.allocation.AllocationStatus;
import io.muster.allocator.payload.PayloadState;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Allocations as documented: names of fields and states, limits, lists. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class AllocationContractTest {

    private static final String PUBLISHED = """
            {"name": "%s", "region": "eu-west", "runtime": "simulated",
             "payload_spec": {
               "image": "registry/game:1", "command": "server", "args": ["--map", "garden"],
               "ports": [{"name": "game", "container_port": 7777, "port_policy": "PASSTHROUGH", "protocol": "TCPUDP"},
                         {"name": "query"}],
               "resources": {"cpu": "200m", "memory": "1Gi"},
               "environment_variables": [{"name": "KEY", "value": "secret"}],
               "ddos_protection": "DISABLED"},
             "buffer_size": 0, "min_payloads": 0, "max_payloads": 3, "annotations": {"session_type": "%s"}}
            """;

    private final Api api = new Api("arena");

    @Test
    void takesAndShowsEveryPublishedField() {
        JsonPath shown = api.request().get(api.path(published(), "")).jsonPath();

        assertThat(shown.getString("result.region")).isEqualTo("eu-west");
        assertThat(shown.getMap("result.payload_spec"))
                .containsEntry("image", "registry/game:1")
                .containsEntry("command", "server")
                .containsEntry("args", List.of("--map", "garden"))
                .containsEntry("resources", Map.of("cpu", "200m", "memory", "1Gi"));
        assertThat(shown.getMap("result.payload_spec.ports[0]"))
                .isEqualTo(Map.of(
                        "name", "game", "container_port", 7777, "port_policy", "PASSTHROUGH", "protocol", "TCPUDP"));
        assertThat(shown.getInt("result.max")).isEqualTo(3);
    }

    @Test
    void mapsPortsDynamicallyUnlessSaidOtherwise() {
        api.request()
                .get(api.path(published(), ""))
                .then()
                .body("result.payload_spec.ports[1].port_policy", equalTo("DYNAMIC"));
    }

    @Test
    void doesNotShowValuesOfEnvironmentVariables() {
        Response response = api.request().get(api.path(published(), ""));

        response.then().body("result.payload_spec.environment_variables.name", contains("KEY"));
        assertThat(response.asString()).doesNotContain("secret");
    }

    @Test
    void takesBackWhatItHasShown() {
        String id = published();
        Map<String, Object> shown =
                new HashMap<>(api.request().get(api.path(id, "")).jsonPath().getMap("result"));
        shown.put("max", 4);

        api.request()
                .body(shown)
                .put(api.path(id, ""))
                .then()
                .statusCode(200)
                .body("result.max", equalTo(4))
                .body("result.generation", equalTo(1));
    }

    @Test
    void offersNoProtectionItDoesNotHave() {
        api.request()
                .body(PUBLISHED
                        .formatted(Api.uniqueName("a"), Api.uniqueName("t"))
                        .replace("DISABLED", "ENABLED"))
                .post(api.path())
                .then()
                .statusCode(400)
                .body("message", containsString("ddos_protection"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name                                | {'name': '', 'runtime': 'simulated'}",
                "name                                | {'runtime': 'simulated'}",
                "region                              | {'name': 'a', 'runtime': 'simulated', 'region': 'a b'}",
                "runtime                             | {'name': 'a', 'runtime': 'quantum'}",
                "buffer                              | {'name': 'a', 'runtime': 'simulated', 'buffer': 20001}",
                "max                                 | {'name': 'a', 'runtime': 'simulated', 'min': 2, 'max': 1}",
                "payload_spec.command                | {'name': 'a', 'runtime': 'process'}",
                "payload_spec.resources.cpu          | {'name': 'a', 'runtime': 'simulated', 'payload_spec': {'resources': {'cpu': 'x'}}}",
                "payload_spec.resources.memory       | {'name': 'a', 'runtime': 'simulated', 'payload_spec': {'resources': {'memory': '1XB'}}}",
                "payload_spec.ports[0].port_policy   | {'name': 'a', 'runtime': 'simulated', 'payload_spec': {'ports': [{'name': 'p', 'port_policy': 'STATIC'}]}}",
                "payload_spec.ports[0].protocol      | {'name': 'a', 'runtime': 'simulated', 'payload_spec': {'ports': [{'name': 'p', 'protocol': 'QUIC'}]}}",
                "payload_spec.ports[0].container_port| {'name': 'a', 'runtime': 'simulated', 'payload_spec': {'ports': [{'name': 'p', 'container_port': 0}]}}",
                "payload_spec.ports[1].name          | {'name': 'a', 'runtime': 'simulated', 'payload_spec': {'ports': [{'name': 'p'}, {'name': 'p'}]}}",
                "labels                              | {'name': 'a', 'runtime': 'simulated', 'labels': {'-': 'a'}}",
            })
    void namesTheFieldThatIsWrong(String field, String body) {
        api.request()
                .body(body.replace('\'', '"'))
                .post(api.path())
                .then()
                .statusCode(400)
                .body("message", containsString(field));
    }

    @Test
    void hasTheNinePublishedStatesOfAllocationsAndOfPayloads() {
        assertThat(Stream.of(AllocationStatus.values()).map(AllocationStatus::published))
                .containsExactlyInAnyOrder(
                        "Unknown", "New", "Updating", "Running", "Draining", "Stopped", "Deleted", "Error", "Disabled");
        assertThat(Stream.of(PayloadState.values()).map(PayloadState::published))
                .containsExactlyInAnyOrder(
                        "Unknown",
                        "Creating",
                        "Preparing",
                        "Starting",
                        "Ready",
                        "Reserved",
                        "Shutdown",
                        "Error",
                        "Unhealthy");
    }

    @Test
    void staysListedAsDeletedWhenItHasNoPayloadsLeft() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);

        api.request().delete(api.path(id, "")).then().statusCode(200).body("$", anEmptyMap());

        await().atMost(Duration.ofSeconds(60)).until(() -> status(id).equals("Deleted"));
    }

    @Test
    void isDisabledWithoutPayloadsAndRunsAgain() {
        Map<String, Object> body = new HashMap<>(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String id = api.create(body);
        api.awaitIds(id, "Ready", 1);

        body.put("disabled", true);
        api.request().body(body).put(api.path(id, "")).then().statusCode(200);
        await().atMost(Duration.ofSeconds(60)).until(() -> status(id).equals("Disabled"));
        api.reserve(id, Map.of()).then().statusCode(409);

        body.put("disabled", false);
        api.request().body(body).put(api.path(id, "")).then().statusCode(200);
        api.awaitIds(id, "Ready", 1);
    }

    private String status(String allocation) {
        return api.request().get(api.path(allocation, "")).jsonPath().getString("result.status.state");
    }

    private String published() {
        return api.request()
                .body(PUBLISHED.formatted(Api.uniqueName("a"), Api.uniqueName("t")))
                .post(api.path())
                .then()
                .statusCode(201)
                .extract()
                .jsonPath()
                .getString("result.id");
    }
}
