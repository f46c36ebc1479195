package io.muster.match.function;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;

import io.muster.contracts.Topics;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.TicketRef;
import io.muster.match.pool.PoolTestEvents;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class FunctionComponentTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FUNCTIONS = "/{namespace}/matchmaking/api/v1/functions/";

    /** Pairs those who differ most, which no rule of the config would do. */
    private static final String FARTHEST = """
            function match(input) {
              const sorted = [...input.tickets].sort((a, b) => a.players[0].customData.skill - b.players[0].customData.skill);
              console.log('pairs', sorted.length, 'tickets');
              const proposals = [];
              while (sorted.length > 1) {
                const pair = [sorted.shift(), sorted.pop()];
                proposals.push({ teams: pair.map(ticket => ({ ticketIds: [ticket.id] })), score: 0.25 });
              }
              return proposals;
            }""";

    private final String namespace = "function-" + UUID.randomUUID();
    private final EventProbe probe = EventProbe.on(Topics.PROPOSALS);

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void matchesByTheFunctionThatTheConfigNames() {
        upload("farthest", FARTHEST).statusCode(200).body("version", equalTo(1));
        configure("farthest");

        enqueue("a", 1000);
        enqueue("b", 5000);

        MatchProposed proposal = awaitProposalWith("a");
        assertThat(proposal.tickets()).extracting(TicketRef::ticketId).containsExactly("a", "b");
        assertThat(proposal.score()).isEqualTo(0.25);
        awaitStatus("farthest", "ACTIVE");
        awaitLog("farthest", "pairs 2 tickets");
    }

    @Test
    void fallsBackToTheRulesWhenTheFunctionRunsAway() {
        upload("endless", "function match() { for (;;) {} }").statusCode(200);
        configure("endless");

        enqueue("a", 1000);
        enqueue("b", 1010);

        assertThat(awaitProposalWith("a").tickets()).hasSize(2);
        awaitStatus("endless", "FALLEN_BACK");
        status("endless").body("pools[0].reason", oneOf("STATEMENTS", "TIME"));
        awaitLog("endless", "stopped after");
    }

    @Test
    void matchesByTheRulesWhileThereIsNoSuchFunction() {
        configure("later");
        enqueue("a", 1000);
        enqueue("b", 1010);

        assertThat(awaitProposalWith("a").tickets()).hasSize(2);
    }

    @Test
    void startsAgainWithTheNextVersion() {
        upload("mended", "function match() { throw new Error('not yet'); }").statusCode(200);
        configure("mended");
        enqueue("a", 1000);
        enqueue("b", 9000);
        awaitStatus("mended", "FALLEN_BACK");

        upload("mended", FARTHEST).statusCode(200).body("version", equalTo(2));

        assertThat(awaitProposalWith("a").score()).isEqualTo(0.25);
        read("mended?version=1").statusCode(200).body("source", containsString("not yet"));
        read("mended").statusCode(200).body("version", equalTo(2));
    }

    @Test
    void refusesTextThatIsNoFunction() {
        upload("broken", "function match( {")
                .statusCode(400)
                .body("violations[0].path", equalTo("source"))
                .body("detail", containsString("line 1"));
        upload("broken", "const other = 1;").statusCode(400).body("detail", containsString("match"));
        upload("broken", "for (;;) {}").statusCode(400).body("detail", containsString("stopped after"));
        read("broken").statusCode(404);
    }

    @Test
    void takesTheTextAsJsonToo() {
        developer()
                .contentType(ContentType.JSON)
                .body(Map.of("source", FARTHEST))
                .put(FUNCTIONS + "As-Json", namespace)
                .then()
                .statusCode(200)
                .body("name", equalTo("as-json"));

        read("as-json").body("source", equalTo(FARTHEST));
        read("").body("functions.name", hasItems("rule-based", "standard", "as-json"));
    }

    @Test
    void forgetsDeletedFunctionButGoesOnCounting() {
        upload("gone", FARTHEST).statusCode(200);
        developer().delete(FUNCTIONS + "gone", namespace).then().statusCode(204);

        read("gone").statusCode(404);
        read("gone?version=1").statusCode(404);
        read("").body("functions.name", not(hasItem("gone")));
        developer().delete(FUNCTIONS + "gone", namespace).then().statusCode(404);
        upload("gone", FARTHEST).statusCode(200).body("version", equalTo(3));
    }

    @Test
    void refusesLostUpdate() {
        upload("shared", FARTHEST).statusCode(200).header("ETag", "\"1\"");
        upload("shared", FARTHEST).statusCode(200);

        developer()
                .contentType("text/javascript")
                .header("If-Match", "\"1\"")
                .body(FARTHEST)
                .put(FUNCTIONS + "shared", namespace)
                .then()
                .statusCode(412);
        developer()
                .header("If-Match", "\"1\"")
                .delete(FUNCTIONS + "shared", namespace)
                .then()
                .statusCode(412);
        read("shared").statusCode(200).body("version", equalTo(2));
    }

    @Test
    void keepsNamesOfBuiltInFunctions() {
        upload("rule-based", FARTHEST).statusCode(400).body("detail", containsString("built-in"));
        read("rule-based").statusCode(200).body("builtIn", equalTo(true));
    }

    @Test
    void refusesEverybodyButDevelopers() {
        given().auth()
                .oauth2(TestTokens.service(namespace, "backend"))
                .contentType("text/javascript")
                .body(FARTHEST)
                .put(FUNCTIONS + "mine", namespace)
                .then()
                .statusCode(403);
    }

    @Test
    void answersLogsOnlyForValidRequests() {
        read("unknown/logs").statusCode(404).contentType(containsString("problem+json"));
        read("-bad-/logs").statusCode(400).body("violations[0].path", equalTo("name"));
        read("standard/logs?start=2026-02-01T00:00:00Z&end=2026-01-01T00:00:00Z")
                .statusCode(400)
                .body("violations[0].path", equalTo("start"));
        read("standard/logs?end=yesterday").statusCode(400).body("violations[0].path", equalTo("end"));
        read("standard/logs?severity=loud").statusCode(400).body("violations[0].path", equalTo("severity"));
        read("standard/logs?limit=0").statusCode(400).body("violations[0].path", equalTo("limit"));
        read("standard/logs").statusCode(200).body("logs", equalTo(List.of()));
    }

    @Test
    void leavesOutLogsBelowTheSeverityAndOutsideOfTheRange() {
        upload("chatty", "function match() { console.log('calm'); console.error('alarm'); return []; }")
                .statusCode(200);
        configure("chatty");
        enqueue("a", 1000);
        enqueue("b", 1010);
        awaitLog("chatty", "alarm");

        read("chatty/logs?severity=error&limit=1").body("logs.body", contains("alarm"));
        read("chatty/logs?end=2020-01-01T00:00:00Z").body("logs", equalTo(List.of()));
    }

    @Test
    void triesLiveFunctionInDryRun() {
        upload("farthest", FARTHEST).statusCode(200);

        Awaitility.await()
                .atMost(LONG)
                .untilAsserted(() -> dryRun("")
                        .statusCode(200)
                        .body("matches[0].teams.ticketIds", equalTo(List.of(List.of("a"), List.of("c"))))
                        .body("unmatched.ticketId", contains("b"))
                        .body("unmatched[0].reasons[0].rule", equalTo("function"))
                        .body("runs[0].version", equalTo(1))
                        .body("runs[0].logs.body", contains("pairs 3 tickets")));
        read("farthest/logs").body("logs", equalTo(List.of()));
    }

    @Test
    void triesTextThatIsNotUploadedInDryRun() {
        dryRun(",\"source\":\"function match() { throw new Error('no'); }\"")
                .statusCode(200)
                .body("matches", equalTo(List.of()))
                .body("unmatched.ticketId", contains("a", "b", "c"))
                .body("runs[0].failure", equalTo("ERROR"))
                .body("runs[0].message", containsString("no"));
    }

    private ValidatableResponse dryRun(String more) {
        return developer()
                .contentType(ContentType.JSON)
                .body("""
                        {"config":{"name":"duel","function":"farthest","matchDefinition":{"teams":[
                           {"name":"side","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}]}},
                         "tickets":[{"id":"a","players":[{"id":"p1","customData":{"skill":1}}]},
                                    {"id":"b","players":[{"id":"p2","customData":{"skill":2}}]},
                                    {"id":"c","players":[{"id":"p3","customData":{"skill":3}}]}]%s}""".formatted(more))
                .post("/{namespace}/matchmaking/api/v1/dry-run", namespace)
                .then();
    }

    private RequestSpecification developer() {
        return given().auth().oauth2(TestTokens.developer(namespace, "dev"));
    }

    private ValidatableResponse upload(String name, String source) {
        return developer()
                .contentType("application/javascript")
                .body(source.getBytes(StandardCharsets.UTF_8))
                .put(FUNCTIONS + name, namespace)
                .then();
    }

    private ValidatableResponse read(String path) {
        return developer().get(FUNCTIONS + path, namespace).then();
    }

    private ValidatableResponse status(String function) {
        return read(function + "/status").statusCode(200);
    }

    /** Two players whose skill differs by at most 100, unless a function decides otherwise. */
    private void configure(String function) {
        developer()
                .contentType(ContentType.JSON)
                .body("""
                        {"name":"duel","function":"%s","matchDefinition":{
                          "teams":[{"name":"side","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
                          "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill",
                                         "reference":100}]}}""".formatted(function))
                .put("/{namespace}/matchmaking/api/v1/configs/duel", namespace)
                .then()
                .statusCode(200)
                .body("function", equalTo(function));
    }

    private void enqueue(String ticketId, double skill) {
        probe.publish(Topics.TICKETS, new PoolTestEvents(namespace, "duel").created(ticketId, skill));
    }

    private MatchProposed awaitProposalWith(String ticketId) {
        return probe.await(
                Topics.PROPOSALS,
                MatchProposed.class,
                proposal -> proposal.namespace().equals(namespace)
                        && proposal.tickets().stream()
                                .anyMatch(ticket -> ticket.ticketId().equals(ticketId)));
    }

    private void awaitStatus(String function, String state) {
        Awaitility.await().atMost(LONG).untilAsserted(() -> status(function).body("pools.state", contains(state)));
    }

    private void awaitLog(String function, String text) {
        Awaitility.await()
                .atMost(LONG)
                .untilAsserted(() ->
                        read(function + "/logs").statusCode(200).body("logs.body", hasItem(containsString(text))));
    }
}
