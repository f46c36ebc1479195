package io.muster.allocator.orchestration;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.muster.allocator.Api;
import io.muster.allocator.local.LocalApiService;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ttl_seconds}: a reservation whose caller never learnt of it does not stay for ever. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class TimeLimitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    LocalApiService localApi;

    private final Api api = new Api("arena");

    @Test
    void stopsThePayloadThatNobodyConfirmsAndRefillsTheBuffer() {
        String id = ready(1, 1);
        String payload = reserve(id, 1).getString("result.id");

        await().atMost(PATIENCE).until(() -> !api.ids(id, "Ready").isEmpty());

        assertThat(api.ids(id, "Ready")).doesNotContain(payload);
        assertThat(terminationReasons(id)).containsExactly("unconfirmed");
    }

    @Test
    void saysUntilWhenItMustBeConfirmed() {
        String id = ready(1, 1);
        Instant before = Instant.now();
        JsonPath record = record(id, reserve(id, 600).getString("result.reservation_id"));

        assertThat(Instant.parse(record.getString("result.confirm_by")))
                .isBetween(before.plusSeconds(599), Instant.now().plusSeconds(600));
    }

    @Test
    void needsNoConfirmationUnlessAskedFor() {
        String id = ready(1, 1);
        String reservation = api.reserve(id, Map.of()).jsonPath().getString("result.reservation_id");

        api.request().get(api.path(id, "/reservations/" + reservation)).then().body("result.confirm_by", nullValue());
    }

    @Test
    void isConfirmedByThePayloadItself() {
        String id = ready(1, 1);
        JsonPath reserved = reserve(id, 1);

        given().post("http://" + localApi.baseOf(reserved.getString("result.uid")) + "/api/v1/confirm")
                .then()
                .statusCode(200);

        assertStaysActive(id, reserved.getString("result.reservation_id"));
    }

    @Test
    void isConfirmedAsOftenAsTheCallerLikes() {
        String id = ready(1, 1);
        String reservation = reserve(id, 600).getString("result.reservation_id");

        confirm(id, reservation, 200);
        confirm(id, reservation, 200);
    }

    @Test
    void cannotBeConfirmedWhenItIsOver() {
        String id = ready(1, 1);
        String reservation = reserve(id, 1).getString("result.reservation_id");
        await().atMost(PATIENCE)
                .until(() -> record(id, reservation).getString("result.state").equals("ENDED"));

        confirm(id, reservation, 409);
    }

    @Test
    void givesASeatBackAndLeavesTheOtherSessionsAlone() {
        Map<String, Object> body = new HashMap<>(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        body.put("payload_spec", Map.of("seats", 2));
        String id = api.create(body);
        api.awaitIds(id, "Ready", 1);
        String kept = api.reserve(id, Map.of()).jsonPath().getString("result.reservation_id");
        JsonPath forgotten = api.reserve(
                        id, Map.of("ttl_seconds", 1, "selectors", List.of(Map.of("payload_state", "Reserved"))))
                .jsonPath();
        assertThat(forgotten.getInt("result.seats.taken")).isEqualTo(2);

        await().atMost(PATIENCE).until(() -> api.payloads(id).getInt("results[0].seats.taken") == 1);

        assertThat(record(id, kept).getString("result.state")).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 86_401})
    void isBetweenASecondAndADay(int seconds) {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        api.reserve(id, Map.of("ttl_seconds", seconds))
                .then()
                .statusCode(400)
                .body("message", containsString("ttl_seconds: must be 1 to 86400"));
    }

    /** Until another one, made later, was ended by its limit. */
    private void assertStaysActive(String allocation, String reservation) {
        String other = ready(1, 1);
        String later = reserve(other, 2).getString("result.reservation_id");
        await().atMost(PATIENCE)
                .until(() -> record(other, later).getString("result.state").equals("ENDED"));

        api.request()
                .get(api.path(allocation, "/reservations/" + reservation))
                .then()
                .body("result.confirmed", notNullValue());
        assertThat(record(allocation, reservation).getString("result.state")).isEqualTo("ACTIVE");
    }

    private void confirm(String allocation, String reservation, int status) {
        api.request()
                .post(api.path(allocation, "/reservations/" + reservation + "/confirmation"))
                .then()
                .statusCode(status);
    }

    private JsonPath reserve(String allocation, int seconds) {
        return api.reserve(allocation, Map.of("ttl_seconds", seconds))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath record(String allocation, String reservation) {
        return api.request()
                .get(api.path(allocation, "/reservations/" + reservation))
                .jsonPath();
    }

    private List<String> terminationReasons(String allocation) {
        return api.request()
                .get(api.path(allocation, "/terminations"))
                .jsonPath()
                .getList("results.reason");
    }

    private String ready(int buffer, int max) {
        String id = api.create(Api.simulated(Api.uniqueName("a"), buffer, max, 0, 0));
        api.awaitIds(id, "Ready", buffer);
        return id;
    }
}
