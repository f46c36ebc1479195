package io.muster.ticket.outcome;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.nullValue;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.match.BackfillRef;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.contracts.ticket.TicketReturned;
import io.muster.testing.MusterInfrastructure;
import io.muster.ticket.TicketDriver;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class OutcomeChannelsTest {

    private static final Server SERVER =
            new Server("ds_1", "1", "alloc", "default", "local", "192.0.2.7", 7777, Map.of("default", 7777));

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
    void assignsTicketsOfSessionThatHasItsServer() {
        String one = driver.create("duel", "p1");
        MatchClaimed match = driver.claim(new TicketRef(one, 1));

        driver.probe().publish(Topics.SESSIONS, driver.sessionClaimed(match, SERVER));

        TicketAssigned assigned = driver.await(TicketAssigned.class, one);
        assertThat(assigned.version()).isEqualTo(3);
        assertThat(assigned.connection()).isEqualTo("192.0.2.7:7777");
        driver.get(one)
                .body("state", equalTo("ASSIGNED"))
                .body("assignment.connection", equalTo("192.0.2.7:7777"))
                .body("assignment.error", nullValue())
                .body("assignment.properties", containsString(match.matchId()));
        status(one)
                .then()
                .body("status", equalTo("Found"))
                .body("ip", equalTo("192.0.2.7"))
                .body("port", equalTo(7777))
                .body("matchId", equalTo(match.matchId()));
    }

    @Test
    void assignsWithoutConnectionWhenHostedWithoutServer() {
        String one = driver.create("duel", "p1");

        driver.probe().publish(Topics.SESSIONS, driver.sessionClaimed(driver.claim(new TicketRef(one, 1)), null));

        assertThat(driver.await(TicketAssigned.class, one).connection()).isNull();
        status(one).then().body("assignmentType", equalTo("MatchId")).body("status", equalTo("Found"));
    }

    @Test
    void repeatsTheSameAssignmentForReplayedSession() {
        String one = driver.create("duel", "p1");
        SessionEvent session = driver.sessionClaimed(driver.claim(new TicketRef(one, 1)), SERVER);

        driver.probe().publish(Topics.SESSIONS, session);
        driver.probe().publish(Topics.SESSIONS, session);

        List<Envelope<TicketAssigned>> assignments = driver.probe()
                .awaitCount(
                        Topics.TICKETS, TicketAssigned.class, e -> e.ticketId().equals(one), 2);
        assertThat(assignments)
                .extracting(Envelope::event)
                .containsOnly(assignments.getFirst().event());
        assertThat(assignments)
                .extracting(Envelope::id)
                .containsOnly(assignments.getFirst().id());
    }

    @Test
    void letsPlayerQueueAgainOnceAssigned() {
        String one = driver.create("duel", "p1");
        driver.probe().publish(Topics.SESSIONS, driver.sessionClaimed(driver.claim(new TicketRef(one, 1)), SERVER));
        driver.await(TicketAssigned.class, one);

        driver.create("duel", "p1");
    }

    @Test
    void refusesToCancelAssignedTicketNamingItsMatch() {
        String one = driver.create("duel", "p1");
        MatchClaimed match = driver.claim(new TicketRef(one, 1));
        driver.probe().publish(Topics.SESSIONS, driver.sessionClaimed(match, SERVER));
        driver.await(TicketAssigned.class, one);

        driver.delete(one).statusCode(409).body("matchId", equalTo(match.matchId()));
    }

    @Test
    void returnsTicketsThreeTimesForWantOfServerAndThenFailsThem() {
        String one = driver.create("duel", "p1");
        for (int attempt = 1; attempt <= 3; attempt++) {
            driver.probe().publish(Topics.SESSIONS, sessionFailed(driver.claim(new TicketRef(one, 2L * attempt - 1))));
            int returns = attempt;
            TicketReturned returned = driver.probe()
                    .await(
                            Topics.TICKETS,
                            TicketReturned.class,
                            e -> e.ticketId().equals(one) && e.returns() == returns);
            assertThat(returned.reason()).isEqualTo("no-server");
            assertThat(returned.players()).hasSize(1);
            assertThat(driver.state(one)).isEqualTo("WAITING");
        }

        driver.probe().publish(Topics.SESSIONS, sessionFailed(driver.claim(new TicketRef(one, 7))));

        assertThat(driver.await(TicketFailed.class, one).reason()).isEqualTo("no-server");
        driver.get(one).body("assignment.error", containsString("no-server"));
        driver.create("duel", "p1");
    }

    @Test
    void assignsApprovedAndReturnsRejectedTicketsOfBackfill() {
        String taken = driver.create("duel", "p1");
        String left = driver.create("duel", "p2");
        BackfillClaimed claimed = claimForBackfill(new TicketRef(taken, 1), new TicketRef(left, 1));

        driver.probe()
                .publish(
                        Topics.BACKFILLS,
                        new BackfillApproved(
                                driver.namespace(),
                                "backfill-1",
                                5,
                                "duel",
                                backfillState(),
                                claimed.proposalId(),
                                List.of(claimed.tickets().get(0)),
                                List.of(claimed.tickets().get(1)),
                                claimed.teams(),
                                Instant.now()));

        TicketAssigned assigned = driver.await(TicketAssigned.class, taken);
        assertThat(assigned.sessionId()).isEqualTo("session-1");
        assertThat(assigned.connection()).isEqualTo("192.0.2.8:7000");
        TicketReturned returned = driver.await(TicketReturned.class, left);
        assertThat(returned.reason()).isEqualTo("backfill-rejected");
        assertThat(returned.returns()).isZero();
    }

    @Test
    void returnsTicketsOfRejectedBackfill() {
        String one = driver.create("duel", "p1");
        BackfillClaimed claimed = claimForBackfill(new TicketRef(one, 1));

        driver.probe()
                .publish(
                        Topics.BACKFILLS,
                        new BackfillRejected(
                                driver.namespace(),
                                "backfill-1",
                                5,
                                "duel",
                                backfillState(),
                                claimed.proposalId(),
                                claimed.tickets(),
                                "expired",
                                Instant.now()));

        assertThat(driver.await(TicketReturned.class, one).reason()).isEqualTo("backfill-expired");
    }

    @Test
    void expiresTicketThatWaitedTooLong() {
        driver.openQueue("short", 0.3);
        String one = driver.create("short", "p1");

        TicketExpired expired = driver.await(TicketExpired.class, one);

        assertThat(expired.version()).isEqualTo(2);
        driver.get(one).body("state", equalTo("EXPIRED")).body("assignment.error", containsString("Timeout"));
        status(one).then().body("status", equalTo("Timeout"));
        driver.create("short", "p1");
    }

    @Test
    void expiresLeasedTicketThatNobodyReads() {
        String forgotten = leased("p1");
        String watched = leased("p2");

        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
            driver.get(watched).statusCode(200);
            return !driver.probe()
                    .seen(Topics.TICKETS, TicketExpired.class, e -> e.ticketId().equals(forgotten))
                    .isEmpty();
        });

        assertThat(driver.state(watched)).isEqualTo("WAITING");
        assertThat(driver.state(forgotten)).isEqualTo("EXPIRED");
    }

    @Test
    void failsWaitingTicketsWhenTheirQueueIsDeleted() {
        String one = driver.create("duel", "p1");

        driver.probe().publish(Topics.CONFIGS, new ConfigDeleted(driver.namespace(), "duel", 2, Instant.now()));

        assertThat(driver.await(TicketFailed.class, one).reason()).isEqualTo("queue-deleted");
        driver.post(TicketDriver.body("duel", "p2")).statusCode(400);
    }

    @Test
    void holdsReadUntilTicketEnds() {
        String one = driver.create("duel", "p1");
        MatchClaimed match = driver.claim(new TicketRef(one, 1));
        CompletableFuture<Response> held = CompletableFuture.supplyAsync(
                () -> given().auth().oauth2(driver.serviceToken()).get(driver.path() + "?wait=20&id=" + one));

        driver.probe().publish(Topics.SESSIONS, driver.sessionClaimed(match, SERVER));

        held.join().then().statusCode(200).body("assignment.connection", equalTo("192.0.2.7:7777"));
    }

    @Test
    void endsHeldReadOfTicketThatWasCancelledRightAfterItWasCreated() {
        String one = driver.create("duel", "p1");
        driver.delete(one).statusCode(200);

        given().auth()
                .oauth2(driver.serviceToken())
                .get(driver.path() + "?wait=30&id=" + one)
                .then()
                .body("state", equalTo("CANCELLED"))
                .time(lessThan(25_000L));
    }

    @Test
    void answersHeldReadWhenTheWaitIsOver() {
        String one = driver.create("duel", "p1");

        given().auth()
                .oauth2(driver.serviceToken())
                .get(driver.path() + "?wait=1&id=" + one)
                .then()
                .statusCode(200)
                .body("state", equalTo("WAITING"));
    }

    private String leased(String playerId) {
        return driver.post("{\"queueName\":\"duel\",\"leaseSeconds\":3,\"players\":[{\"id\":\"" + playerId + "\"}]}")
                .statusCode(201)
                .extract()
                .path("id");
    }

    private Response status(String ticketId) {
        return given().auth().oauth2(driver.serviceToken()).get(driver.path() + "/status?id=" + ticketId);
    }

    private BackfillClaimed claimForBackfill(TicketRef... refs) {
        MatchProposed proposal = driver.proposal(List.of(refs), new BackfillRef("backfill-1", 3, "session-1"));
        driver.probe().publish(Topics.PROPOSALS, proposal);
        return driver.probe()
                .await(
                        Topics.MATCHES,
                        BackfillClaimed.class,
                        e -> e.proposalId().equals(proposal.proposalId()));
    }

    private SessionFailed sessionFailed(MatchClaimed match) {
        return new SessionFailed(
                driver.namespace(),
                "session-" + match.matchId(),
                2,
                TicketDriver.sessionState(match, null),
                "no-payload",
                "No payload is free.",
                Instant.now());
    }

    private static BackfillState backfillState() {
        return new BackfillState(
                "backfill-1",
                "session-1",
                "duel",
                "ds_1",
                "192.0.2.8:7000",
                List.of(),
                List.of(),
                Map.of(),
                null,
                TicketDriver.SETTINGS,
                null,
                "OPEN",
                Instant.now(),
                Instant.now());
    }
}
