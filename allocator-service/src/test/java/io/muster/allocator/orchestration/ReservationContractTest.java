package io.muster.allocator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CreateReservation as documented: optional body, ordered selectors, metadata in the same step, 412. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ReservationContractTest {

    @TestHTTPResource
    URI service;

    private final Api api = new Api("arena");

    @Test
    void needsNoBody() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(api.path(ready(1), "/reservations")))
                .header("Authorization", "Bearer " + TestTokens.service("arena", "backend"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(http.send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"selectors\": null, \"payload_metadata\": null}",
                "{\"selectors\": []}",
                "{\"selectors\": [{}]}",
                "{\"selectors\": [{\"match_labels\": [], \"payload_state\": \"Ready\"}]}",
                "{\"selectors\": [{\"match_labels\": {}}], \"payload_metadata\": {}}"
            })
    void takesAnyReadyPayloadWhenNothingParticularIsAskedFor(String body) {
        String id = ready(1);

        api.request().body(body).post(api.path(id, "/reservations")).then().statusCode(200);
    }

    @Test
    void repliesWithThePayloadsDetails() {
        String id = ready(1);
        Instant before = Instant.now();

        Map<String, Object> status = api.reserve(id, Map.of())
                .then()
                .body("result.id", notNullValue())
                .body("result.allocation_id", equalTo(id))
                .body("result.metadata.labels", notNullValue())
                .extract()
                .jsonPath()
                .getMap("result.status");

        assertThat(status).containsKeys("address", "ports").containsEntry("state", "Reserved");
        assertThat(Instant.parse((String) status.get("last_reserved"))).isAfter(before.minusSeconds(1));
    }

    @Test
    void reservesOnePayloadPerRequest() {
        String id = ready(2);

        api.reserve(id, Map.of()).then().statusCode(200);

        assertThat(api.ids(id, "Reserved")).hasSize(1);
    }

    @Test
    void wantsEveryLabelOfASelectorToMatch() {
        String id = labelled(Map.of("map", "garden", "mode", "duel"));

        reserve(id, List.of(Map.of("match_labels", Map.of("map", "garden", "mode", "team"))), 412);
        reserve(id, List.of(Map.of("match_labels", Map.of("map", "garden", "mode", "duel"))), 200);
    }

    @Test
    void doesNotTakeReservedPayloadsUnlessAskedTo() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);
        api.reserve(id, Map.of()).then().statusCode(200);

        reserve(id, List.of(Map.of()), 412);
        reserve(id, List.of(Map.of("payload_state", "Ready")), 412);
        reserve(id, List.of(Map.of("payload_state", "Reserved")), 200);
    }

    @Test
    void movesTheTimeOfTheLastReservationWhenAReservedPayloadIsReservedAgain() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);
        String first = lastReserved(id, Map.of());
        String second = lastReserved(id, Map.of("selectors", List.of(Map.of("payload_state", "Reserved"))));

        assertThat(Instant.parse(second)).isAfter(Instant.parse(first));
    }

    @Test
    void overwritesLabelsInTheSameStepAndKeepsTheOthers() {
        String id = labelled(Map.of("map", "garden", "mode", "duel"));

        api.reserve(id, Map.of("payload_metadata", Map.of("labels", Map.of("map", "moon"))))
                .then()
                .body("result.metadata.labels.map", equalTo("moon"))
                .body("result.metadata.labels.mode", equalTo("duel"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Starting", "ready", "Allocated", ""})
    void refusesStatesThatCannotBeReserved(String state) {
        String id = ready(0);

        api.reserve(id, Map.of("selectors", List.of(Map.of("payload_state", state))))
                .then()
                .statusCode(400)
                .body("message", containsString("payload_state"));
    }

    @Test
    void refusesLabelsBeyondTheirLimitsWhereverTheyStand() {
        String id = ready(0);
        Map<String, String> illegal = Map.of("map", "a".repeat(64));

        reserve(id, List.of(Map.of("match_labels", illegal)), 422);
        api.reserve(id, Map.of("payload_metadata", Map.of("labels", illegal)))
                .then()
                .statusCode(422)
                .body("message", containsString("63"));
    }

    @Test
    void refusesMoreSelectorsThanItTries() {
        String id = ready(0);

        api.reserve(id, Map.of("selectors", Collections.nCopies(17, Map.of())))
                .then()
                .statusCode(400)
                .body("message", containsString("16"));
    }

    @Test
    void knowsNoReservationsOfAnAllocationThatIsNotThere() {
        api.reserve("nothing", Map.of()).then().statusCode(404);
    }

    private String lastReserved(String allocation, Map<String, Object> body) {
        return api.reserve(allocation, body).jsonPath().getString("result.status.last_reserved");
    }

    private void reserve(String allocation, List<Map<String, Object>> selectors, int status) {
        api.reserve(allocation, Map.of("selectors", selectors)).then().statusCode(status);
    }

    private String ready(int count) {
        String id = api.create(Api.simulated(Api.uniqueName("a"), count, 10, 0, 0));
        api.awaitIds(id, "Ready", count);
        return id;
    }

    private String labelled(Map<String, String> labels) {
        String id =
                api.create(Map.of("name", Api.uniqueName("a"), "runtime", "simulated", "buffer", 1, "labels", labels));
        api.awaitIds(id, "Ready", 1);
        return id;
    }
}
