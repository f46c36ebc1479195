package io.muster.ticket.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.contracts.Topics;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.muster.ticket.TicketDriver;
import io.muster.ticket.read.EndStreams;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@Timeout(30) // a stream that tells nothing only ends after ten minutes
class TicketEndsResourceTest {

    @TestHTTPResource
    URI service;

    @Inject
    EndStreams streams;

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
    void tellsWhereTheAssignedTicketPlays() throws Exception {
        String ticket = driver.create("duel", "p1");
        MatchClaimed match = driver.claim(new TicketRef(ticket, 1));
        try (EndStream stream = follow()) {
            driver.probe().publish(Topics.SESSIONS, driver.sessionClaimed(match, null));

            JsonObject end = stream.until(ticket).getLast();

            assertThat(end.getString("state")).isEqualTo("ASSIGNED");
            assertThat(end.getString("queueName")).isEqualTo("duel");
            assertThat(end.getString("matchId")).isEqualTo(match.matchId());
            assertThat(end.getString("sessionId")).isEqualTo("session-" + match.matchId());
            assertThat(end.getJsonObject("assignment").getString("properties")).contains(match.matchId());
            assertThat(end.getLong("version")).isEqualTo(3);
        }
    }

    @Test
    void tellsEachEndOnce() throws Exception {
        String ticket = driver.create("duel", "p1");
        MatchClaimed match = driver.claim(new TicketRef(ticket, 1));
        try (EndStream stream = follow()) {
            driver.probe().publish(Topics.SESSIONS, driver.sessionClaimed(match, null));
            stream.until(ticket);

            assertThat(stream.until(cancelled("p2"))).hasSize(1);
        }
    }

    @Test
    void tellsOfCancelledTicket() throws Exception {
        try (EndStream stream = follow()) {
            String ticket = cancelled("p1");

            JsonObject end = stream.until(ticket).getLast();

            assertThat(end.getString("state")).isEqualTo("CANCELLED");
            assertThat(end.getJsonObject("assignment").getString("error")).isEqualTo("The ticket was cancelled.");
        }
    }

    @Test
    void tellsOfTicketThatEndedAtAnotherReplica() throws Exception {
        String elsewhere = UUID.randomUUID().toString();
        try (EndStream stream = follow()) {
            driver.probe()
                    .publish(
                            Topics.TICKETS, new TicketExpired(driver.namespace(), elsewhere, 2, "duel", Instant.now()));

            assertThat(stream.until(elsewhere).getLast().getString("state")).isEqualTo("EXPIRED");
        }
    }

    @Test
    void tellsNothingOfOtherNamespaces() throws Exception {
        String foreign = UUID.randomUUID().toString();
        String namespace = "ns-" + foreign;
        URI elsewhere = service.resolve("/" + namespace + "/matchmaking/api/v1/tickets/ends");
        try (EndStream stream = follow();
                EndStream theirs = EndStream.open(elsewhere, TestTokens.service(namespace, "backend"))) {
            driver.probe()
                    .publish(Topics.TICKETS, new TicketCancelled(namespace, foreign, 2, "duel", "p1", Instant.now()));
            theirs.until(foreign);

            assertThat(stream.until(cancelled("p1"))).hasSize(1);
        }
    }

    @Test
    void endsTheStreamWhenEventsMayHaveBeenMissed() throws Exception {
        try (EndStream stream = follow()) {
            streams.interrupt();

            assertThat(stream.isOver()).isTrue();
        }
    }

    @Test
    void forgetsWhoHangsUp() throws Exception {
        int before = streams.count();

        follow().close();

        Awaitility.await().until(() -> streams.count() <= before);
    }

    @Test
    void isForServicesOfTheNamespace() {
        given().auth()
                .oauth2(driver.playerToken("p1"))
                .get(driver.path() + "/ends")
                .then()
                .statusCode(403)
                .body("code", equalTo("forbidden"));
        given().auth()
                .oauth2(TestTokens.service("other", "backend"))
                .get(driver.path() + "/ends")
                .then()
                .statusCode(404);
    }

    private EndStream follow() throws IOException, InterruptedException {
        return EndStream.open(service.resolve(driver.path() + "/ends"), driver.serviceToken());
    }

    private String cancelled(String playerId) {
        String ticket = driver.create("duel", playerId);
        driver.delete(ticket).statusCode(200);
        return ticket;
    }
}
