package io.muster.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Notifications that a studio sends itself. */
@QuarkusTest
@TestProfile(FastSockets.class)
@WithTestResource(MusterInfrastructure.class)
class CustomNotificationFlowTest extends GatewayFlow {

    @Test
    void deliversACustomNotificationAndSaysSo() {
        TestServer server = connect(serverId);
        server.await("DSHUB_CONNECTED");

        String id = Awaitility.await()
                .until(
                        () -> given().spec(developer())
                                .body(Map.of(
                                        "topic", "TEST_MESSAGE",
                                        "payload", "hello",
                                        "timestamp", "2024-10-14T03:42:54.387Z"))
                                .post(notifyPath(serverId))
                                .jsonPath()
                                .getString("notificationId"),
                        sent -> sent != null);

        JsonNode message = server.await("TEST_MESSAGE");
        assertThat(message.properties()).extracting(Map.Entry::getKey).containsExactly("payload", "timestamp", "topic");
        assertThat(message.get("payload").asText()).isEqualTo("hello");
        assertThat(message.get("timestamp").asText()).isEqualTo("2024-10-14T03:42:54.387Z");
        Awaitility.await()
                .untilAsserted(() -> given().spec(developer())
                        .get(notifyPath(serverId) + "/" + id)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("delivered")));
    }

    @Test
    void refusesACustomNotificationToAServerThatNeverWas() {
        given().spec(developer())
                .body(custom("t", "x"))
                .post(notifyPath("ds_" + UUID.randomUUID()))
                .then()
                .statusCode(404)
                .contentType(containsString("application/problem+json"));
    }

    @Test
    void refusesACustomNotificationInTheNameOfThePlatform() {
        given().spec(developer())
                .body(custom("serverClaimed", "x"))
                .post(notifyPath(serverId))
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("topic"));
    }

    @Test
    void refusesACustomNotificationThatCannotBeKept() {
        given().spec(developer())
                .body(custom("map-vote", "a\0b"))
                .post(notifyPath(serverId))
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("payload"));
    }

    @Test
    void refusesACustomNotificationFromAPlayer() {
        given().header("Authorization", "Bearer " + TestTokens.player(NAMESPACE, "p1"))
                .contentType(ContentType.JSON)
                .body(custom("t", "x"))
                .post(notifyPath(serverId))
                .then()
                .statusCode(403);
    }
}
