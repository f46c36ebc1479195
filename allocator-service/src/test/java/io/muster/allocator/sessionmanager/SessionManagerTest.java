package io.muster.allocator.sessionmanager;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.allocator.Api;
import io.muster.allocator.local.LocalApiService;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class SessionManagerTest {

    private static final String PATH = "/api/v0/projects/arena/sessions";

    @Inject
    LocalApiService localApi;

    @Inject
    Database database;

    private final Api api = new Api("arena");

    @Test
    void givesAPlayerASessionOfItsTypeAndKeepsItsConfigSecret() {
        String type = Api.uniqueName("type");
        Map<String, Object> body = new HashMap<>(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        body.put("annotations", Map.of("session_type", type));
        String allocation = api.create(body);
        String payload = api.awaitIds(allocation, "Ready", 1).getFirst();

        player(type)
                .body(Map.of("session_config", "map=garden"))
                .post(PATH)
                .then()
                .statusCode(200)
                .body("id", equalTo(payload))
                .body("address", notNullValue())
                .body("ports[0].name", equalTo("default"));

        player(type).get(PATH).then().statusCode(200).body("sessions[0].id", equalTo(payload));
        api.request()
                .get(api.path(allocation, "/payloads/" + payload))
                .then()
                .body("result.metadata.annotations", not(hasKey("session_config")));
        player(type).body("{}").post(PATH).then().statusCode(412);
    }

    @Test
    void knowsNoTypeThatNoAllocationServes() {
        player("nothing").body("{}").post(PATH).then().statusCode(404).body("message", notNullValue());
    }

    @Test
    void needsNoConfig() {
        String type = served();

        player(type).body("{}").post(PATH).then().statusCode(200);
    }

    @Test
    void givesTheConfigToTheServerOnlyAndItsStatusToEverybody() {
        String type = served();
        String id = player(type)
                .body(Map.of("session_config", "map=garden"))
                .post(PATH)
                .jsonPath()
                .getString("id");
        String local = "http://" + localApi.baseOf(uid(id)) + "/api/v0/session-manager";

        given().get(local + "/config").then().body("config", equalTo("map=garden"));
        given().contentType("application/json")
                .body(Map.of("players", "3"))
                .post(local + "/status")
                .then()
                .statusCode(200);

        Response sessions = player(type).get(PATH);
        sessions.then().body("sessions[0].session_status", equalTo(Map.of("players", "3")));
        assertThat(sessions.asString()).doesNotContain("garden");
    }

    @Test
    void listsReservedPayloadsOnly() {
        String type = served();

        player(type).get(PATH).then().statusCode(200).body("sessions", empty());
    }

    @Test
    void usesTheOldestAllocationOfAType() {
        String type = Api.uniqueName("type");
        String first = allocation(type);
        allocation(type);

        player(type).body("{}").post(PATH).then().statusCode(200);

        assertThat(api.ids(first, "Reserved")).hasSize(1);
    }

    @Test
    void wantsATypeWithinTheLimitsOfALabel() {
        player("").get(PATH).then().statusCode(400).body("message", containsString("session_type"));
        player("t".repeat(64)).body("{}").post(PATH).then().statusCode(400).body("message", containsString("63"));
    }

    @Test
    void wantsAConfigOfAtMost16384Characters() {
        player(served())
                .body(Map.of("session_config", "c".repeat(16_385)))
                .post(PATH)
                .then()
                .statusCode(400)
                .body("message", containsString("16384"));
    }

    @Test
    void isClosedToStrangersAndToGameServers() {
        given().queryParam("session_type", "t").get(PATH).then().statusCode(401).body("message", notNullValue());
        given().header("Authorization", "Bearer " + TestTokens.server("arena", "ds_1"))
                .queryParam("session_type", "t")
                .get(PATH)
                .then()
                .statusCode(403)
                .body("message", notNullValue());
    }

    /** A type with a payload that is Ready. */
    private String served() {
        String type = Api.uniqueName("type");
        allocation(type);
        return type;
    }

    private String allocation(String type) {
        Map<String, Object> body = new HashMap<>(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        body.put("annotations", Map.of("session_type", type));
        String allocation = api.create(body);
        api.awaitIds(allocation, "Ready", 1);
        return allocation;
    }

    private String uid(String payload) {
        return database.read(session -> session.createNativeQuery(
                                "select cast(uid as text) from payloads where payload_id = :id", String.class)
                        .setParameter("id", payload)
                        .getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    private static RequestSpecification player(String type) {
        return given().header("Authorization", "Bearer " + TestTokens.player("arena", "p1"))
                .contentType("application/json")
                .queryParam("session_type", type);
    }
}
