package io.muster.allocator.local;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Payload Local API, line by line as documented. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class LocalApiContractTest {

    /** So long that the payload is only Ready when it says so. */
    private static final long NEVER = 3_600_000;

    @Inject
    LocalApiService localApi;

    private final Api api = new Api("arena");
    private String allocation;
    private String payload;
    private String base;

    @BeforeEach
    void startPayload() {
        allocation = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, NEVER, 0));
        payload = api.awaitIds(allocation, "Starting", 1).getFirst();
        base = "http://" + localApi.baseOf(uid()) + "/api/v0";
    }

    @Test
    void makesItselfReadyWithAPostThatHasNoBody() {
        given().post(base + "/ready").then().statusCode(200);

        assertThat(api.ids(allocation, "Ready")).containsExactly(payload);
    }

    @Test
    void saysReadyAsOftenAsItLikes() {
        given().post(base + "/ready").then().statusCode(200);
        given().post(base + "/ready").then().statusCode(200);
    }

    @Test
    void seesItselfAsTheOrchestrationApiShowsIt() {
        Map<String, Object> itself = given().get(base + "/payload").jsonPath().getMap("result");

        assertThat(itself)
                .isEqualTo(api.request()
                        .get(api.path(allocation, "/payloads/" + payload))
                        .jsonPath()
                        .getMap("result"));
    }

    @Test
    void seesItsReservationAndWhatWasSetWithIt() {
        given().post(base + "/ready").then().statusCode(200);
        api.reserve(allocation, Map.of("payload_metadata", Map.of("annotations", Map.of("map", "garden"))))
                .then()
                .statusCode(200);

        given().get(base + "/payload")
                .then()
                .body("result.status.state", equalTo("Reserved"))
                .body("result.status.last_reserved", notNullValue())
                .body("result.metadata.annotations.map", equalTo("garden"));
    }

    @Test
    void setsLabelsAndAnnotationsOfItself() {
        put("label", Map.of("key", "needs-backfill", "value", "true")).then().statusCode(200);
        put("annotation", Map.of("key", "score", "value", "1:0")).then().statusCode(200);

        given().get(base + "/payload")
                .then()
                .body("result.metadata.labels.needs-backfill", equalTo("true"))
                .body("result.metadata.annotations.score", equalTo("1:0"));
    }

    @Test
    void asksForBackfillByItsLabel() {
        given().post(base + "/ready").then().statusCode(200);
        api.reserve(allocation, Map.of()).then().statusCode(200);
        Map<String, Object> slot = Map.of(
                "selectors",
                List.of(Map.of("match_labels", Map.of("needs-backfill", "true"), "payload_state", "Reserved")),
                "payload_metadata",
                Map.of("labels", Map.of("needs-backfill", "false")));
        api.reserve(allocation, slot).then().statusCode(412);

        put("label", Map.of("key", "needs-backfill", "value", "true")).then().statusCode(200);

        api.reserve(allocation, slot).then().statusCode(200).body("result.id", equalTo(payload));
        api.reserve(allocation, slot).then().statusCode(412);
    }

    @Test
    void refusesLabelsBeyondTheirLimits() {
        refused(400, put("label", Map.of("key", "map", "value", "a".repeat(64))));
        refused(400, put("label", Map.of("key", "map")));
        refused(400, put("annotation", Map.of("key", "-", "value", "a")));
    }

    @Test
    void refusesWhatIsNotAnObject() {
        refused(400, given().body("[]").put(base + "/metadata/label"));
        refused(400, given().body("{").put(base + "/metadata/label"));
        refused(400, given().post(base + "/session-manager/status"));
    }

    @Test
    void hasAnEmptySessionConfigUnlessASessionWasCreatedWithOne() {
        given().get(base + "/session-manager/config").then().statusCode(200).body("config", equalTo(""));
    }

    @Test
    void keepsItsSessionStatus() {
        given().get(base + "/session-manager/status").then().statusCode(200).body("$", anEmptyMap());

        setStatus(Map.of("players", "3")).then().statusCode(200);

        given().get(base + "/session-manager/status").then().body("$", equalTo(Map.of("players", "3")));
    }

    @Test
    void keepsNumbersInASessionStatusAsText() {
        setStatus(Map.of("players", 3)).then().statusCode(200);

        given().get(base + "/session-manager/status").then().body("$", equalTo(Map.of("players", "3")));
    }

    @Test
    void refusesASessionStatusThatIsNotTextByKey() {
        refused(400, setStatus(Map.of("players", List.of("a"))));
    }

    @Test
    void refusesASessionStatusThatIsTooLong() {
        refused(400, setStatus(Map.of("players", "a".repeat(65_536))));
    }

    @Test
    void tellsAPayloadThatIsGoneSoInThePublishedForm() {
        api.request()
                .delete(api.path(allocation, "/payloads/" + payload))
                .then()
                .statusCode(200);

        refused(500, given().get(base + "/payload"));
        refused(500, given().post(base + "/ready"));
    }

    @Test
    void cannotBeCalledInTheNameOfAnotherPayload() {
        String uid = uid();
        String forged = base.replaceFirst("/[0-9a-f]{64}/", "/" + "0".repeat(64) + "/");

        assertThat(forged).contains(uid).isNotEqualTo(base);
        refused(404, given().post(forged + "/ready"));
        given().get(base + "/payload").then().body("result.status.state", not(equalTo("Ready")));
    }

    @Test
    void answersOtherPathsAndMethodsInThePublishedForm() {
        refused(404, given().get(base + "/health"));
        refused(405, given().get(base + "/ready"));
    }

    private Response setStatus(Map<String, Object> body) {
        return given().contentType("application/json").body(body).post(base + "/session-manager/status");
    }

    private Response put(String kind, Map<String, Object> body) {
        return given().contentType("application/json").body(body).put(base + "/metadata/" + kind);
    }

    private static void refused(int status, Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.jsonPath().getMap("$")).containsOnlyKeys("message", "request_id");
    }

    private String uid() {
        return api.payloads(allocation).getString("results[0].uid");
    }
}
