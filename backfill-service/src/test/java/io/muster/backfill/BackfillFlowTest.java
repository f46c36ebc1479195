package io.muster.backfill;

import static io.muster.backfill.BackfillDriver.PARTIAL;
import static io.muster.backfill.BackfillDriver.WHOLE;
import static io.muster.backfill.BackfillDriver.unique;
import static io.muster.backfill.seat.Sessions.ticket;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillUpdated;
import io.muster.contracts.match.MatchEvent;
import io.muster.runtime.id.DerivedIds;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FastTimes.class)
@WithTestResource(MusterInfrastructure.class)
class BackfillFlowTest {

    private final BackfillDriver driver = new BackfillDriver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void fillsTheLastSeatOfARunningSession() {
        BackfillCreated created = driver.startWithBackfill("ada", "bob", "cyd");
        assertThat(created.backfillId()).isEqualTo(DerivedIds.ordered(driver.sessionId, "backfill"));
        driver.claim(unique("p"), created.backfillId(), 1, "blue0", ticket("t1", "eve"));
        driver.await(BackfillProposed.class);

        driver.asServer()
                .post(WHOLE + "/" + created.backfillId() + "/approvals")
                .then()
                .statusCode(200)
                .body("id", equalTo(created.backfillId()))
                .body("connection", equalTo("127.0.0.1:7777"))
                .body("openSeats", equalTo(0));

        assertThat(driver.await(BackfillApproved.class).accepted())
                .extracting("ticketId")
                .containsExactly("t1");
        assertThat(driver.await(BackfillClosed.class).reason()).isEqualTo("full");
    }

    @Test
    void returnsTicketsNobodyAnswersFor() {
        BackfillCreated created = driver.startWithBackfill("ada", "bob");
        driver.claim(unique("p"), created.backfillId(), 1, "blue0", ticket("t1", "eve"));

        BackfillRejected rejected = driver.await(BackfillRejected.class);

        assertThat(rejected.reason()).isEqualTo("expired");
        assertThat(rejected.rejected()).extracting("ticketId").containsExactly("t1");
    }

    @Test
    void answersARepeatedClaimInTheSameWordsAlthoughItWasDecidedSince() {
        BackfillCreated created = driver.startWithBackfill("ada", "bob");
        Envelope<MatchEvent> claim = driver.claim(unique("p"), created.backfillId(), 1, "blue0", ticket("t1", "eve"));
        driver.await(BackfillProposed.class);
        driver.asServer()
                .post(WHOLE + "/" + created.backfillId() + "/approvals")
                .then()
                .statusCode(200);
        driver.await(BackfillApproved.class);

        driver.probe.publish(Topics.MATCHES, claim);

        List<Envelope<BackfillProposed>> proposed = driver.awaitCount(BackfillProposed.class, 2);
        assertThat(proposed.get(1)).isEqualTo(proposed.get(0));
        assertThat(driver.seen(BackfillRejected.class)).isEmpty();
    }

    @Test
    void takesSomeTicketsOfAProposal() {
        BackfillCreated created = driver.startWithBackfill("ada");
        String proposal = unique("p");
        driver.claim(proposal, created.backfillId(), 1, "blue0", ticket("t1", "eve"), ticket("t2", "fay"));
        driver.await(BackfillProposed.class);

        driver.asServer()
                .get(PARTIAL + "/proposal?sessionID=" + driver.sessionId)
                .then()
                .statusCode(200)
                .body("ProposalID", equalTo(proposal))
                .body("AddedTickets", hasSize(2));
        driver.asServer()
                .body(Map.of("proposalId", proposal, "acceptedTicketIds", List.of("t2"), "stop", true))
                .put(PARTIAL + "/" + created.backfillId() + "/proposal/accept")
                .then()
                .statusCode(200)
                .body("id", equalTo(driver.sessionId));

        BackfillApproved approved = driver.await(BackfillApproved.class);
        assertThat(approved.accepted()).extracting("ticketId").containsExactly("t2");
        assertThat(approved.rejected()).extracting("ticketId").containsExactly("t1");
        assertThat(driver.await(BackfillClosed.class).reason()).isEqualTo("deleted");
        driver.asServer()
                .get(PARTIAL + "/proposal?sessionID=" + driver.sessionId)
                .then()
                .statusCode(404);
    }

    @Test
    void theSecondAnswerToAProposalIsAConflict() {
        BackfillCreated created = driver.startWithBackfill("ada");
        String proposal = unique("p");
        driver.claim(proposal, created.backfillId(), 1, "blue0", ticket("t1", "eve"));
        driver.await(BackfillProposed.class);
        String path = PARTIAL + "/" + created.backfillId() + "/proposal/reject";
        driver.asServer().body(Map.of("proposalId", proposal)).put(path).then().statusCode(200);

        driver.asServer()
                .body(Map.of("proposalId", proposal))
                .put(path)
                .then()
                .statusCode(409)
                .body("code", equalTo("proposal-not-pending"));
    }

    @Test
    void replacesTheRosterByTheWordOfTheServer() {
        BackfillCreated created = driver.startWithBackfill("ada", "bob", "cyd");
        driver.claim(unique("p"), created.backfillId(), 1, "blue0", ticket("t1", "eve"));
        driver.await(BackfillProposed.class);
        String data = """
                {"MatchProperties":{"Teams":[{"TeamName":"red0","TeamDefinitionName":"red","PlayerIds":["ada"]}],
                 "Players":[{"Id":"ada","Data":{"skill":1700}}]}}""";

        driver.asServer()
                .body(Map.of("properties", Map.of("data", base64(data))))
                .put(WHOLE + "/" + created.backfillId())
                .then()
                .statusCode(200)
                .body("openSeats", equalTo(3));

        assertThat(driver.await(BackfillRejected.class).reason()).isEqualTo("updated");
        BackfillUpdated updated = driver.await(BackfillUpdated.class);
        assertThat(updated.state().players()).extracting("id").containsExactly("ada");
        assertThat(updated.state().players().getFirst().customData()).containsEntry("skill", 1700);
    }

    @Test
    void opensATicketOnRequestAndOnlyOne() {
        driver.start(false, "ada", "bob");
        String id = awaitKnown();

        driver.await(BackfillCreated.class);
        driver.asService()
                .body(Map.of("sessionId", driver.sessionId))
                .post(WHOLE)
                .then()
                .statusCode(409)
                .body("code", equalTo("backfill-already-open"))
                .body("backfillId", equalTo(id));
        driver.asServer().delete(WHOLE + "/" + id).then().statusCode(204);
        driver.asServer().delete(WHOLE + "/" + id).then().statusCode(404);
        assertThat(driver.await(BackfillClosed.class).reason()).isEqualTo("deleted");
    }

    /** The session event travels while the server asks, as it may in life: the server asks again. */
    private String awaitKnown() {
        return Awaitility.await()
                .until(
                        () -> driver.asServer()
                                .body(Map.of("queueName", "arena"))
                                .post(WHOLE)
                                .jsonPath()
                                .getString("id"),
                        id -> id != null);
    }

    @Test
    void opensATicketWhenALeaverFreesASeat() {
        driver.start(true, "ada", "bob", "cyd", "dan");

        driver.membersChange(true, "ada", "bob", "cyd");

        assertThat(driver.await(BackfillCreated.class).state().openSeats()).isEqualTo(1);
    }

    @Test
    void closesTheTicketWithItsSession() {
        BackfillCreated created = driver.startWithBackfill("ada");

        driver.end("ada");

        assertThat(driver.await(BackfillClosed.class).reason()).isEqualTo("session-ended");
        driver.asServer().get(PARTIAL + "/" + created.backfillId()).then().statusCode(404);
    }

    @Test
    void refusesACallerWithoutToken() {
        given().post(WHOLE + "/x/approvals")
                .then()
                .statusCode(401)
                .contentType(containsString("application/problem+json"));
    }

    @Test
    void refusesTheServerOfAnotherSession() {
        BackfillCreated created = driver.startWithBackfill("ada");

        BackfillDriver.as(TestTokens.server("demo", "ds_other"))
                .post(WHOLE + "/" + created.backfillId() + "/approvals")
                .then()
                .statusCode(403);
    }

    @Test
    void aTicketOfAnotherNamespaceLooksMissing() {
        BackfillCreated created = driver.startWithBackfill("ada");

        BackfillDriver.as(TestTokens.service("foreign", "backend"))
                .post("/foreign/matchmaking/api/v2/backfill/" + created.backfillId() + "/approvals")
                .then()
                .statusCode(404);
    }

    @Test
    void namesTheFieldThatIsWrong() {
        driver.asService()
                .body(Map.of("connection", "nonsense", "sessionId", "s"))
                .post(WHOLE)
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("connection"));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
