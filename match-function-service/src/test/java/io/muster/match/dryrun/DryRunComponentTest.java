package io.muster.match.dryrun;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published rule language, sentence by sentence, as a developer asks for it over HTTP. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class DryRunComponentTest {

    private static final String DRY_RUN = "/{namespace}/matchmaking/api/v1/dry-run";
    private static final String NAMESPACE = "dry-run";
    private static final String TOKEN = TestTokens.developer(NAMESPACE, "dev");

    static Stream<RuleCase> cases() {
        return RuleCase.of("reference");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersOverHttpAsTheDocumentsSay(RuleCase rules) {
        RuleCheck.check(rules, DryRunComponentTest::answer);
    }

    @Test
    void triesNoConfigThatIsNotThere() {
        developer()
                .body("{\"config\":\"none\",\"tickets\":[]}")
                .post(DRY_RUN, NAMESPACE)
                .then()
                .statusCode(404)
                .contentType(containsString("problem+json"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "null"})
    void asksForAnObject(String body) {
        developer()
                .body(body)
                .post(DRY_RUN, NAMESPACE)
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("body"));
    }

    @Test
    void asksForConfigAndTickets() {
        developer()
                .body("{}")
                .post(DRY_RUN, NAMESPACE)
                .then()
                .statusCode(400)
                .body("violations.path", containsInAnyOrder("config", "tickets"));
    }

    @Test
    void refusesAPlayerOfTwoTickets() {
        String config = "{\"matchDefinition\":{\"teams\":[{\"name\":\"team\",\"teamCount\":{\"min\":2,\"max\":2},"
                + "\"playerCount\":{\"min\":1,\"max\":1}}]}}";
        developer()
                .body("{\"config\":" + config
                        + ",\"tickets\":[{\"players\":[{\"id\":\"ada\"}]},{\"players\":[{\"id\":\"ada\"}]}]}")
                .post(DRY_RUN, NAMESPACE)
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("tickets[1].players[0].id"));
    }

    @Test
    void refusesOtherMediaTypes() {
        developer()
                .contentType(ContentType.TEXT)
                .body("{}")
                .post(DRY_RUN, NAMESPACE)
                .then()
                .statusCode(415)
                .contentType(containsString("problem+json"));
    }

    @Test
    void refusesBodyOf64KilobytesAndMore() {
        developer()
                .body("{" + " ".repeat(65_536) + "}")
                .post(DRY_RUN, NAMESPACE)
                .then()
                .statusCode(413)
                .contentType(containsString("problem+json"));
    }

    @Test
    void isForDevelopersOfTheNamespaceOnly() {
        String body = "{\"config\":{},\"tickets\":[]}";
        given().contentType(ContentType.JSON)
                .body(body)
                .post(DRY_RUN, NAMESPACE)
                .then()
                .statusCode(401);
        given().auth()
                .oauth2(TestTokens.player(NAMESPACE, "p"))
                .contentType(ContentType.JSON)
                .body(body)
                .post(DRY_RUN, NAMESPACE)
                .then()
                .statusCode(403);
        developer().body(body).post(DRY_RUN, "elsewhere").then().statusCode(404);
    }

    private static JsonNode answer(ObjectNode request) {
        return RuleCase.json(
                developer().body(request.toString()).post(DRY_RUN, NAMESPACE).asString());
    }

    private static RequestSpecification developer() {
        return given().auth().oauth2(TOKEN).contentType(ContentType.JSON);
    }
}
