package io.muster.ticket.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.muster.ticket.TicketDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class TicketResourceTest {

    private TicketDriver driver;

    @BeforeEach
    void openQueue() {
        driver = new TicketDriver();
        driver.openQueue("duel", 60);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void announcesAcceptedTicket() {
        String id = driver.create("duel", "p1", "p2");

        TicketCreated created = driver.await(TicketCreated.class, id);
        assertThat(created.version()).isEqualTo(1);
        assertThat(created.players()).extracting(player -> player.id()).containsExactly("p1", "p2");
        assertThat(created.attributes()).containsEntry("mode", 1);
        assertThat(created.author()).isEqualTo("p1");
        assertThat(created.expiresAt()).isEqualTo(created.createdAt().plusSeconds(60));
    }

    @Test
    void answersNullAssignmentWhileMatching() {
        String id = driver.create("duel", "p1");

        driver.get(id)
                .statusCode(200)
                .body("id", equalTo(id))
                .body("$", hasKey("assignment"))
                .body("assignment", nullValue())
                .body("state", equalTo("WAITING"))
                .body("queueName", equalTo("duel"));
    }

    @Test
    void readsTicketByPathToo() {
        String id = driver.create("duel", "p1");

        given().auth()
                .oauth2(driver.serviceToken())
                .get(driver.path() + "/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void letsTheAuthorReadAndCancel() {
        String id = given().auth()
                .oauth2(driver.serviceToken())
                .header("X-On-Behalf-Of", "leader")
                .contentType(ContentType.JSON)
                .body(TicketDriver.body("duel", "p1", "p2"))
                .post(driver.path())
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        asPlayer("leader", id).statusCode(200);
        asPlayer("p3", id).statusCode(404);
        given().auth()
                .oauth2(driver.playerToken("p3"))
                .delete(driver.path() + "?id=" + id)
                .then()
                .statusCode(404);
        given().auth()
                .oauth2(driver.playerToken("leader"))
                .delete(driver.path() + "?id=" + id)
                .then()
                .statusCode(200)
                .body("status.code", equalTo(0));
    }

    @Test
    void letsPlayerEnqueueOnlyItself() {
        create(driver.playerToken("p1"), "p1").statusCode(201);
        create(driver.playerToken("p2"), "p3").statusCode(403).body("detail", containsString("players[].id"));
        given().auth()
                .oauth2(driver.playerToken("p4"))
                .header("X-On-Behalf-Of", "p5")
                .contentType(ContentType.JSON)
                .body(TicketDriver.body("duel", "p4"))
                .post(driver.path())
                .then()
                .statusCode(403)
                .body("detail", containsString("X-On-Behalf-Of"));
    }

    @Test
    void refusesServerAndMissingToken() {
        create(TestTokens.server(driver.namespace(), "ds1"), "p1").statusCode(403);
        given().contentType(ContentType.JSON)
                .body(TicketDriver.body("duel", "p1"))
                .post(driver.path())
                .then()
                .statusCode(401);
    }

    @Test
    void hidesTicketsOfOtherNamespaces() {
        String id = driver.create("duel", "p1");
        try (TicketDriver other = new TicketDriver()) {
            other.get(id).statusCode(404);
            other.delete(id).statusCode(404);
            given().auth()
                    .oauth2(other.serviceToken())
                    .get(driver.path() + "?id=" + id)
                    .then()
                    .statusCode(404);
        }
        assertThat(driver.state(id)).isEqualTo("WAITING");
    }

    @Test
    void refusesSecondTicketOfSamePlayerNamingTheFirst() {
        String first = driver.create("duel", "p1");

        driver.post(TicketDriver.body("duel", "p2", "p1"))
                .statusCode(409)
                .body("ticketId", equalTo(first))
                .body("playerId", equalTo("p1"));
        driver.create("duel", "p2");
    }

    @Test
    void letsPlayerQueueAgainAfterCancelling() {
        String first = driver.create("duel", "p1");
        driver.delete(first).statusCode(200);

        driver.create("duel", "p1");

        assertThat(driver.await(TicketCancelled.class, first).cancelledBy()).isEqualTo("backend");
    }

    @Test
    void letsPlayerWaitInTwoQueues() {
        driver.openQueue("other", 60);

        driver.create("duel", "p1");
        driver.create("other", "p1");
    }

    @Test
    void answersCancelledAgainForRepeatedCancel() {
        String id = driver.create("duel", "p1");

        driver.delete(id).statusCode(200).body("state", equalTo("CANCELLED"));
        driver.delete(id).statusCode(200).body("state", equalTo("CANCELLED"));
        driver.get(id).body("assignment.error", containsString("cancelled"));
        assertThat(driver.probe()
                        .awaitCount(
                                Topics.TICKETS,
                                TicketCancelled.class,
                                e -> e.ticketId().equals(id),
                                1))
                .hasSize(1);
    }

    @Test
    void answersNotFoundForUnknownTicket() {
        driver.get(UUID.randomUUID().toString()).statusCode(404).contentType(containsString("problem+json"));
        driver.get("no-uuid").statusCode(404);
        driver.delete(UUID.randomUUID().toString()).statusCode(404);
    }

    @Test
    void asksForMissingId() {
        given().auth()
                .oauth2(driver.serviceToken())
                .get(driver.path())
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("id"));
    }

    @Test
    void refusesUnknownQueueNamingTheField() {
        driver.post(TicketDriver.body("nowhere", "p1"))
                .statusCode(400)
                .body("violations.path", hasItem("queueName"))
                .body("detail", containsString("nowhere"));
    }

    @Test
    void takesTheOnlyQueueWhenNoneIsNamed() {
        String id = driver.post("{\"players\":[{\"id\":\"p1\"}]}")
                .statusCode(201)
                .extract()
                .path("id");

        driver.get(id).body("queueName", equalTo("duel"));
    }

    @Test
    void listsEveryInvalidField() {
        driver.post("""
                        {"queueName": "duel", "attributes": {"mode": [1]}, "players": [
                          {"id": "", "qosResults": [{"regionId": "eu", "packetLoss": 1.5, "latency": -1}]}]}
                        """)
                .statusCode(400)
                .body("violations.path", hasItem("attributes.mode"))
                .body("violations.path", hasItem("players[0].id"))
                .body("violations.path", hasItem("players[0].qosResults[0].packetLoss"))
                .body("violations.path", hasItem("players[0].qosResults[0].latency"));
    }

    @Test
    void refusesBrokenJson() {
        driver.post("{\"queueName\": ").statusCode(400).contentType(containsString("problem+json"));
        driver.post("[]").statusCode(400);
    }

    @Test
    void refusesBodyOf64KilobytesAndMore() {
        String padding = "x".repeat(65_536 - 12);
        driver.post("{\"padding\":\"" + padding).statusCode(413).contentType(containsString("problem+json"));
    }

    @Test
    void refusesOtherMediaTypes() {
        given().auth()
                .oauth2(driver.serviceToken())
                .contentType(ContentType.TEXT)
                .body(TicketDriver.body("duel", "p1"))
                .post(driver.path())
                .then()
                .statusCode(415)
                .contentType(containsString("problem+json"));
    }

    @Test
    void refusesWaitOverTheLimit() {
        given().auth()
                .oauth2(driver.serviceToken())
                .get(driver.path() + "?id=" + UUID.randomUUID() + "&wait=31")
                .then()
                .statusCode(400)
                .body("detail", containsString("30"));
    }

    @Test
    void takesPropertiesFormOnBehalfOfPlayer() {
        String id = given().auth()
                .oauth2(driver.serviceToken())
                .header("X-On-Behalf-Of", "player-17")
                .contentType(ContentType.JSON)
                .body("{\"attributes\": {\"mode\": 2.0}, \"properties\": {\"Data\": \"eyJTa2lsbCI6IDQzMi4wfQ==\"}}")
                .post(driver.path())
                .then()
                .statusCode(201)
                .header("RateLimit-Limit", notNullValue())
                .header("RateLimit-Remaining", notNullValue())
                .extract()
                .path("id");

        TicketCreated created = driver.await(TicketCreated.class, id);
        assertThat(created.data()).containsEntry("Skill", 432.0);
        assertThat(created.players()).extracting(player -> player.id()).containsExactly("player-17");
    }

    @Test
    void refusesTicketThatCouldNeverMatchNamingTheRuleAndWhatIsMissing() {
        driver.openQueueThatNeeds("rank", "ranked", 1);

        driver.post(TicketDriver.body("ranked", "p1"))
                .statusCode(400)
                .body("violations[0].path", equalTo("players[0].customData.rank"))
                .body("violations[0].code", equalTo("never-matches"))
                .body("violations[0].message", containsString("'skill'"));
    }

    @Test
    void letsInWhatTheNewestConfigLetsIn() {
        driver.openQueueThatNeeds("rank", "ranked", 1);
        driver.post(TicketDriver.body("ranked", "p1")).statusCode(400);

        driver.openQueueThatNeeds("skill", "ranked", 2);

        driver.create("ranked", "p1");
    }

    @Test
    void answersFlatStatus() {
        String id = driver.create("duel", "p1");

        given().auth()
                .oauth2(driver.serviceToken())
                .get(driver.path() + "/status?id=" + id)
                .then()
                .statusCode(200)
                .body("assignmentType", notNullValue())
                .body("status", equalTo("InProgress"));
    }

    private ValidatableResponse create(String token, String player) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(TicketDriver.body("duel", player))
                .post(driver.path())
                .then();
    }

    private ValidatableResponse asPlayer(String player, String ticketId) {
        return given().auth()
                .oauth2(driver.playerToken(player))
                .get(driver.path() + "?id=" + ticketId)
                .then();
    }
}
