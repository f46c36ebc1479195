package io.muster.allocator.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class HeartbeatTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api = new Api("arena");

    @Test
    void replacesPayloadsThatAreSilentAndKeepsThoseThatAreNot() {
        String lively = create(3, "ready", "beat");
        String silent = create(1, "ready", "sleep");
        String kept = api.awaitIds(lively, "Ready", 1).getFirst();

        await("the silent one is replaced, and its successor too")
                .atMost(PATIENCE)
                .until(() -> reasons(silent).size() >= 2);

        assertThat(reasons(silent)).containsOnly("no-heartbeat");
        assertThat(api.ids(lively, "Ready")).containsExactly(kept);
        api.delete(lively);
        api.delete(silent);
    }

    @Test
    void endsAReservedPayloadToo() {
        String silent = create(2, "ready", "sleep");
        api.awaitIds(silent, "Ready", 1);
        String reserved = api.reserve(silent, Map.of()).jsonPath().getString("result.id");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(api.request()
                                .get(api.path(silent, "/terminations"))
                                .jsonPath()
                                .getList("results.payload_id"))
                        .contains(reserved));
        api.delete(silent);
    }

    @Test
    void cannotBeAskedOfSimulatedPayloads() {
        api.request()
                .body(Map.of(
                        "name",
                        Api.uniqueName("h"),
                        "runtime",
                        "simulated",
                        "payload_spec",
                        Map.of("heartbeat_seconds", 5)))
                .post("/api/v0/projects/arena/allocations")
                .then()
                .statusCode(400)
                .body("message", containsString("heartbeat_seconds"));
    }

    private List<String> reasons(String allocation) {
        return api.request()
                .get(api.path(allocation, "/terminations"))
                .jsonPath()
                .getList("results.reason");
    }

    private String create(int heartbeatSeconds, String... steps) {
        return api.create(Map.of(
                "name",
                Api.uniqueName("h"),
                "runtime",
                "process",
                "buffer",
                1,
                "max",
                2,
                "payload_spec",
                Map.of(
                        "command",
                        ScriptedPayload.command(),
                        "args",
                        ScriptedPayload.arguments(steps),
                        "heartbeat_seconds",
                        heartbeatSeconds)));
    }
}
