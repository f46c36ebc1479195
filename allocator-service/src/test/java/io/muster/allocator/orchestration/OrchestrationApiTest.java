package io.muster.allocator.orchestration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class OrchestrationApiTest {

    private final Api api = new Api("arena");

    @Test
    void keepsTheBufferOfAnAllocation() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 3, 10, 0, 0));

        assertThat(api.awaitIds(id, "Ready", 3)).allMatch(payload -> payload.matches("[a-z2-9]{5}-[a-z2-9]{5}"));
        api.request()
                .get(api.path(id, ""))
                .then()
                .statusCode(200)
                .body("result.status.state", equalTo("Running"))
                .body("result.status.payloads.Ready", equalTo(3));
    }

    @Test
    void findsAllocationsByNameToo() {
        String name = Api.uniqueName("a");
        String id = api.create(Api.simulated(name, 0, 10, 0, 0));

        api.request().get(api.path(name, "")).then().statusCode(200).body("result.id", equalTo(id));
    }

    @Test
    void refusesASecondAllocationOfTheSameName() {
        String name = Api.uniqueName("a");
        api.create(Api.simulated(name, 0, 1, 0, 0));

        api.request()
                .body(Api.simulated(name, 0, 1, 0, 0))
                .post("/api/v0/projects/arena/allocations")
                .then()
                .statusCode(409)
                .body("message", containsString(name))
                .body("request_id", notNullValue())
                .body("$", not(hasKey("title")));
    }

    @Test
    void namesTheFieldAndTheLimitOfABadAllocation() {
        api.request()
                .body(Map.of("name", "a", "runtime", "simulated", "buffer", -1))
                .post("/api/v0/projects/arena/allocations")
                .then()
                .statusCode(400)
                .body("message", containsString("buffer: must be 0 to 20000"));
    }

    @Test
    void reservesAPayloadWithMetadataInOneStep() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 2, 10, 0, 0));
        api.awaitIds(id, "Ready", 2);

        Response response = api.reserve(
                id,
                Map.of("payload_metadata", Map.of("labels", Map.of("map", "garden"), "annotations", Map.of("a", "b"))));

        response.then()
                .statusCode(200)
                .body("result.status.state", equalTo("Reserved"))
                .body("result.metadata.labels.map", equalTo("garden"))
                .body("result.metadata.annotations.a", equalTo("b"))
                .body("result.status.last_reserved", notNullValue());
        api.awaitIds(id, "Ready", 2);
        assertThat(api.ids(id, "Reserved")).hasSize(1);
    }

    @Test
    void answers412WhenNothingMatches() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);

        api.reserve(id, Map.of("selectors", List.of(Map.of("match_labels", Map.of("map", "moon")))))
                .then()
                .statusCode(412)
                .body("message", containsString(id));
    }

    @Test
    void triesSelectorsInOrderAndAcceptsAnEmptyListOfLabels() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);

        api.reserve(
                        id,
                        Map.of(
                                "selectors",
                                List.of(
                                        Map.of("match_labels", Map.of("map", "moon")),
                                        Map.of("match_labels", List.of(), "payload_state", "Ready"))))
                .then()
                .statusCode(200);
    }

    @Test
    void handsEachOpenSlotOfAReservedPayloadOutOnce() {
        String single = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(single, "Ready", 1);
        api.reserve(single, Map.of("payload_metadata", Map.of("labels", Map.of("needs-backfill", "true"))))
                .then()
                .statusCode(200);
        Map<String, Object> backfill = Map.of(
                "selectors",
                List.of(Map.of("match_labels", Map.of("needs-backfill", "true"), "payload_state", "Reserved")),
                "payload_metadata",
                Map.of("labels", Map.of("needs-backfill", "false")));

        api.reserve(single, backfill).then().statusCode(200);
        api.reserve(single, backfill).then().statusCode(412);
    }

    @Test
    void deletesReservedPayloadsOnlyByForce() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);
        String payload = api.reserve(id, Map.of()).jsonPath().getString("result.id");

        api.request().delete(api.path(id, "/payloads/" + payload)).then().statusCode(409);
        api.request()
                .queryParam("force_delete", true)
                .delete(api.path(id, "/payloads/" + payload))
                .then()
                .statusCode(200);
        api.request().get(api.path(id, "/payloads/" + payload)).then().statusCode(404);
    }

    @Test
    void setsAndRemovesLabelsWithinTheirLimits() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String path = api.path(id, "/payloads/" + api.awaitIds(id, "Ready", 1).getFirst());

        api.request()
                .body(Map.of("key", "map", "value", "a"))
                .put(path + "/metadata/label")
                .then()
                .statusCode(200);
        api.request().get(path).then().body("result.metadata.labels.map", equalTo("a"));
        api.request().delete(path + "/metadata/label/map").then().statusCode(200);
        api.request().get(path).then().body("result.metadata.labels", not(hasKey("map")));
        api.request()
                .body(Map.of("key", "map", "value", "a".repeat(64)))
                .put(path + "/metadata/label")
                .then()
                .statusCode(422)
                .body("message", containsString("63"));
    }

    @Test
    void removesThePayloadsOfADeletedAllocationExceptReservedOnes() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 2, 4, 0, 0));
        api.awaitIds(id, "Ready", 2);
        api.reserve(id, Map.of()).then().statusCode(200);

        api.delete(id);

        api.awaitIds(id, "Ready", 0);
        assertThat(api.ids(id, "Reserved")).hasSize(1);
        api.request().get(api.path(id, "")).then().body("result.status.state", equalTo("Draining"));
        api.reserve(id, Map.of()).then().statusCode(409);
    }

    @Test
    void refusesCallersWithoutATokenOrTheRoleOrTheNamespace() {
        String path = "/api/v0/projects/arena/allocations";

        given().get(path).then().statusCode(401).body("message", notNullValue());
        given().header("Authorization", "Bearer " + TestTokens.player("arena", "p1"))
                .get(path)
                .then()
                .statusCode(403)
                .body("message", notNullValue());
        given().header("Authorization", "Bearer " + TestTokens.developer("other", "dev"))
                .get(path)
                .then()
                .statusCode(404)
                .body("message", notNullValue());
    }

    @Test
    void answersUnknownMethodsAndMediaTypesInThePublishedForm() {
        String path = "/api/v0/projects/arena/allocations";

        api.request().body("{}").patch(path).then().statusCode(405).body("message", notNullValue());
        given().header("Authorization", "Bearer " + TestTokens.developer("arena", "dev"))
                .contentType("text/plain")
                .body("x")
                .post(path)
                .then()
                .statusCode(415)
                .body("message", notNullValue());
    }

    @Test
    void givesTheSamePayloadAgainUnderTheSameKey() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 2, 4, 0, 0));
        api.awaitIds(id, "Ready", 2);

        String first = keyed(id, "k1", Map.of()).jsonPath().getString("result.uid");
        String again = keyed(id, "k1", Map.of()).jsonPath().getString("result.uid");

        assertThat(again).isEqualTo(first).isNotNull();
        assertThat(api.ids(id, "Reserved")).hasSize(1);
        keyed(id, "k1", Map.of("scheduling", "Distributed")).then().statusCode(422);
    }

    @Test
    void endsAReservationNobodyConfirms() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 3, 0, 0));
        api.awaitIds(id, "Ready", 1);

        String forgotten = api.reserve(id, Map.of("ttl_seconds", 1)).jsonPath().getString("result.reservation_id");
        String kept = reserveWhenReady(id, Map.of("ttl_seconds", 1));
        api.request()
                .post(api.path(id, "/reservations/" + kept + "/confirmation"))
                .then()
                .statusCode(200);

        await().atMost(Duration.ofSeconds(60)).until(() -> state(id, forgotten).equals("ENDED"));
        api.request()
                .get(api.path(id, "/reservations/" + forgotten))
                .then()
                .body("result.reason", equalTo("unconfirmed"));
        assertThat(state(id, kept)).isEqualTo("ACTIVE");
    }

    @Test
    void waitsForAPayloadWhenAskedTo() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 800, 0));

        api.reserve(id, Map.of("wait_seconds", 10)).then().statusCode(200);
        api.reserve(id, Map.of("wait_seconds", 1)).then().statusCode(412);
    }

    @Test
    void makesAPayloadForAReservationThatWaits() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        api.reserve(id, Map.of("wait_seconds", 10)).then().statusCode(200);
    }

    @Test
    void givesAPayloadBack() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);
        String reservation = api.reserve(id, Map.of()).jsonPath().getString("result.reservation_id");

        api.request()
                .delete(api.path(id, "/reservations/" + reservation))
                .then()
                .statusCode(200);

        assertThat(state(id, reservation)).isEqualTo("ENDED");
        api.awaitIds(id, "Ready", 1);
    }

    @Test
    void replacesPayloadsOfAnOlderVersion() {
        String name = Api.uniqueName("roll");
        String id = api.create(Api.simulated(name, 3, 6, 0, 0));
        List<String> old = api.awaitIds(id, "Ready", 3);
        Map<String, Object> next = new HashMap<>(Api.simulated(name, 3, 6, 0, 0));
        next.put("labels", Map.of("release", "two"));

        api.request().body(next).put(api.path(id, "")).then().statusCode(200).body("result.generation", equalTo(2));

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(api.ids(id, "Ready")).hasSize(3).doesNotContainAnyElementsOf(old));
    }

    private String reserveWhenReady(String allocation, Map<String, Object> body) {
        api.awaitIds(allocation, "Ready", 1);
        return api.reserve(allocation, body).jsonPath().getString("result.reservation_id");
    }

    private String state(String allocation, String reservation) {
        return api.request()
                .get(api.path(allocation, "/reservations/" + reservation))
                .jsonPath()
                .getString("result.state");
    }

    private Response keyed(String allocation, String key, Map<String, Object> body) {
        return api.request().header("Idempotency-Key", key).body(body).post(api.path(allocation, "/reservations"));
    }
}
