package io.muster.allocator.orchestration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every status that the Orchestration API declares, in its form {@code {message, request_id}}. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ErrorContractTest {

    private static final String UNKNOWN_ID = "0191d7a4-0000-7000-8000-000000000000";

    private final Api api = new Api("arena");

    @Test
    void answers400ToWhatIsNotJson() {
        refused(400, api.request().body("{").post(api.path()));
    }

    @Test
    void answers400ToAFieldThatDoesNotExistAndNamesIt() {
        Response response = api.request().body("{\"nam\": \"a\"}").post(api.path());

        refused(400, response);
        assertThat(response.jsonPath().getString("message")).contains("nam");
    }

    @Test
    void answers400ToAValueOfTheWrongTypeAndNamesTheField() {
        Response response =
                api.request().body("{\"name\": \"a\", \"buffer\": \"many\"}").post(api.path());

        refused(400, response);
        assertThat(response.jsonPath().getString("message")).contains("buffer");
    }

    @Test
    void answers400ToATextThatCannotBeKeptAndNamesTheField() {
        Response response = api.request()
                .body("{\"payload_metadata\": {\"annotations\": {\"map\": \"a\\u0000b\"}}}")
                .post(api.path(UNKNOWN_ID, "/reservations"));

        refused(400, response);
        assertThat(response.jsonPath().getString("message")).contains("annotations.map");
    }

    @Test
    void answers401WithoutAToken() {
        refused(401, given().get(api.path()));
    }

    @Test
    void answers401ToATokenThatIsOver() {
        String over = TestTokens.of("arena", "dev", "developer")
                .issued(Instant.now().minus(Duration.ofHours(2)), Duration.ofHours(1))
                .sign();

        refused(401, bearer(over).get(api.path()));
    }

    @Test
    void answers401ToATokenThatSomebodyElseSigned() {
        String forged = TestTokens.of("arena", "dev", "developer").signWithForeignKey();

        refused(401, bearer(forged).get(api.path()));
    }

    @Test
    void answers401ToASchemeThatIsNotBearer() {
        refused(401, given().auth().preemptive().basic("dev", "dev").get(api.path()));
    }

    @Test
    void answers403ToAPlayer() {
        refused(403, bearer(TestTokens.player("arena", "p1")).get(api.path()));
    }

    @Test
    void answers403ToAGameServer() {
        refused(403, bearer(TestTokens.server("arena", "ds_1")).get(api.path()));
    }

    @Test
    void answers404ForANamespaceThatIsNotTheCallers() {
        refused(404, bearer(TestTokens.developer("other", "dev")).get(api.path()));
    }

    @Test
    void answers404ForAnAllocationThatIsNotThere() {
        refused(404, api.request().get(api.path(UNKNOWN_ID, "")));
    }

    @Test
    void answers404ForAPathThatIsNotThere() {
        refused(404, api.request().get("/api/v0/projects/arena/nothing"));
    }

    @Test
    void answers405ToAMethodThatIsNotThere() {
        refused(405, api.request().body("{}").patch(api.path()));
    }

    @Test
    void answers406WhenTheCallerTakesNoJson() {
        refused(406, api.request().accept(ContentType.XML).get(api.path()));
    }

    @Test
    void answers409ToANameThatIsTaken() {
        Map<String, Object> body = Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0);
        api.create(body);

        refused(409, api.request().body(body).post(api.path()));
    }

    @Test
    void answers412WhenNoPayloadMatches() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        refused(412, api.reserve(id, Map.of()));
    }

    /** Answered before anybody looks at the path, so in the form that all services share. */
    @Test
    void answers413ToABodyThatIsTooLarge() {
        api.request()
                .body("x".repeat(200_000))
                .post(api.path())
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void answers415ToABodyThatIsNotJson() {
        refused(
                415,
                bearer(TestTokens.developer("arena", "dev"))
                        .contentType("text/plain")
                        .body("x")
                        .post(api.path()));
    }

    @Test
    void answers422ToALabelBeyondItsLimits() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        refused(422, api.reserve(id, Map.of("payload_metadata", Map.of("labels", Map.of("-", "a")))));
    }

    private static void refused(int status, Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/json");
        Map<String, Object> body = response.jsonPath().getMap("$");
        assertThat(body).containsKeys("message", "request_id");
        assertThat(body.keySet()).isSubsetOf("message", "request_id", "code");
    }

    private static RequestSpecification bearer(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
