package io.muster.match.pool;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.equalTo;

import io.muster.contracts.Pool;
import io.muster.contracts.Topics;
import io.muster.match.config.QueueRulesService;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ExplanationComponentTest {

    private static final String DUEL = """
            {"name":"duel","matchDefinition":{"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
             "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":100,
               "relaxations":[{"type":"ReferenceControl.Replace","atSeconds":3600,"value":5000}]}]},"timeoutSeconds":7200}""";

    private final String namespace = "explain-" + UUID.randomUUID();
    private final String ticket = "ticket-" + UUID.randomUUID();
    private final PoolTestEvents events = new PoolTestEvents(namespace, "duel");
    private final EventProbe probe = EventProbe.on(Topics.PROPOSALS);

    @Inject
    QueueRulesService rules;

    @BeforeEach
    void twoWaitWhoCannotMeet() {
        given().auth()
                .oauth2(TestTokens.developer(namespace, "dev"))
                .contentType(ContentType.JSON)
                .body(DUEL)
                .put("/{namespace}/matchmaking/api/v1/configs/duel", namespace)
                .then()
                .statusCode(200);
        Awaitility.await().until(() -> rules.find(new Pool(namespace, "duel")).isPresent());
        probe.publish(Topics.TICKETS, events.created(ticket, 1000));
        probe.publish(Topics.TICKETS, events.created(ticket + "-other", 3000));
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void tellsAuthorWhichRuleBindsAndWhenItRelaxes() {
        Response answer = awaitCompany(TestTokens.player(namespace, ticket + "-1000.0"));
        answer.then()
                .body("ticketId", equalTo(ticket))
                .body("status", equalTo("waiting"))
                .body("reasons[0].rule", equalTo("skill"))
                .body("reasons[0].candidatesLeft", equalTo(0))
                .body("nextChangeInSeconds.toDouble()", closeTo(3600, 120));
    }

    @Test
    void tellsDeveloperOfAnyTicketOfTheNamespace() {
        awaitCompany(TestTokens.developer(namespace, "dev")).then().body("waiting", equalTo(2));
    }

    @Test
    void hidesTicketFromOtherPlayers() {
        awaitCompany(TestTokens.developer(namespace, "dev"));
        explain(TestTokens.player(namespace, "somebody")).then().statusCode(404);
    }

    @Test
    void hidesTicketFromOtherNamespaces() {
        awaitCompany(TestTokens.developer(namespace, "dev"));
        explain(TestTokens.developer("other", "dev")).then().statusCode(404);
    }

    /** Pools move between consumers in other tests, so a ticket may be nowhere for a moment. */
    private Response awaitCompany(String token) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> explain(token),
                        answer ->
                                answer.statusCode() == 200 && answer.jsonPath().getInt("considered") == 1);
    }

    private Response explain(String token) {
        return given().auth()
                .oauth2(token)
                .get("/{namespace}/matchmaking/api/v1/tickets/{id}/explanation", namespace, ticket);
    }
}
