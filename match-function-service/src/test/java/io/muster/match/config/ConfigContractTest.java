package io.muster.match.config;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers the published contract names, line by line, and what of them it leaves open. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ConfigContractTest {

    private static final String CONFIGS = "/{namespace}/matchmaking/api/v1/configs";
    private static final String DUEL = """
            {"matchDefinition":{"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}]}}""";
    private static final String NO_TEAMS = """
            {"matchDefinition":{"teams":[]}}""";

    private final String namespace = "contract-" + UUID.randomUUID();

    @Test
    void createsUnderGuid() {
        developer()
                .body(DUEL)
                .post(CONFIGS, namespace)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("id", matchesPattern("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    }

    @Test
    void refusesInvalidConfigAtCreate() {
        developer()
                .body(NO_TEAMS)
                .post(CONFIGS, namespace)
                .then()
                .statusCode(400)
                .contentType(containsString("problem+json"));
        developer().get(CONFIGS, namespace).then().body("configs.size()", equalTo(0));
    }

    @Test
    void saysPathCodeAndMessageOfEveryError() {
        developer()
                .body("{\"enabled\":\"yes\",\"timeoutSeconds\":0,\"matchDefinition\":7}")
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(400)
                .body("violations.path", hasItem("enabled"))
                .body("violations.path", hasItem("timeoutSeconds"))
                .body("violations.path", hasItem("matchDefinition"))
                .body("violations.code", everyItem(matchesPattern("[a-z-]+")))
                .body("violations.message", everyItem(not(equalTo(""))));
    }

    @Test
    void storesNothingInDryRunOfCreate() {
        developer()
                .queryParam("dryRun", true)
                .body(DUEL)
                .post(CONFIGS, namespace)
                .then()
                .statusCode(200);
        developer().get(CONFIGS, namespace).then().body("configs.size()", equalTo(0));
    }

    @Test
    void judgesInDryRunAsInEarnest() {
        developer()
                .queryParam("dryRun", true)
                .body(NO_TEAMS)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(400);
    }

    @Test
    void answersNotFoundForUnknownConfig() {
        developer().get(CONFIGS + "/none", namespace).then().statusCode(404).contentType(containsString("problem"));
        developer().delete(CONFIGS + "/none", namespace).then().statusCode(404);
    }

    @Test
    void forgetsDeletedConfigButGoesOnCounting() {
        put("duel", DUEL);
        developer().delete(CONFIGS + "/duel", namespace).then().statusCode(204);

        developer().get(CONFIGS + "/duel", namespace).then().statusCode(404);
        developer()
                .body(DUEL)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(200)
                .header("ETag", "\"3\"");
    }

    @Test
    void refusesLostDeletion() {
        put("duel", DUEL);
        put("duel", DUEL);

        developer()
                .header("If-Match", "\"1\"")
                .delete(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(412);
        developer()
                .header("If-Match", "\"2\"")
                .delete(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(204);
    }

    @Test
    void refusesUpdateOfConfigThatIsGone() {
        developer()
                .header("If-Match", "*")
                .body(DUEL)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(412);
    }

    @ParameterizedTest
    @ValueSource(strings = {"5v5", "Ranked.Duo", "a b", "mode_1-eu", "größer"})
    void takesIdsThatAreFileNames(String id) {
        developer()
                .body(DUEL)
                .put(CONFIGS + "/{id}", namespace, id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "a*", "what?", "dot.", "con", "LPT1.txt", "a\\b", "a|b", "\"a\""})
    void refusesIdsThatAreNoFileNames(String id) {
        developer()
                .body(DUEL)
                .put(CONFIGS + "/{id}", namespace, id)
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("id"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "7", "{\"name\":", "null"})
    void refusesBodiesThatAreNoObject(String body) {
        developer()
                .body(body)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("body"));
    }

    @Test
    void refusesOtherMediaTypes() {
        developer()
                .contentType(ContentType.TEXT)
                .body(DUEL)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(415);
    }

    @Test
    void refusesBodyOf64KilobytesAndMore() {
        developer()
                .body(DUEL + " ".repeat(65_536 - DUEL.length()))
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(413);
    }

    @Test
    void refusesTooManyRequestsSayingWhenToComeAgain() {
        Response answer = developer().get(CONFIGS + "/none", namespace);
        for (int i = 0; i < 1_000 && answer.statusCode() == 404; i++) {
            answer = developer().get(CONFIGS + "/none", namespace);
        }

        answer.then()
                .statusCode(429)
                .contentType(containsString("problem+json"))
                .header("Retry-After", notNullValue())
                .header("RateLimit-Limit", equalTo("60"))
                .header("RateLimit-Remaining", equalTo("0"))
                .header("RateLimit-Reset", notNullValue())
                .body("code", equalTo("too-many-requests"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"player", "server", "service"})
    void isForDevelopersOnly(String role) {
        String token = switch (role) {
            case "player" -> TestTokens.player(namespace, "somebody");
            case "server" -> TestTokens.server(namespace, "somebody");
            default -> TestTokens.service(namespace, "somebody");
        };
        with(token).body(DUEL).post(CONFIGS, namespace).then().statusCode(403);
        with(token).body(DUEL).put(CONFIGS + "/duel", namespace).then().statusCode(403);
        with(token).get(CONFIGS + "/duel", namespace).then().statusCode(403);
        with(token).delete(CONFIGS + "/duel", namespace).then().statusCode(403);
    }

    private void put(String id, String config) {
        developer().body(config).put(CONFIGS + "/{id}", namespace, id).then().statusCode(200);
    }

    private RequestSpecification developer() {
        return with(TestTokens.developer(namespace, "dev"));
    }

    private static RequestSpecification with(String token) {
        return given().auth().oauth2(token).contentType(ContentType.JSON);
    }
}
