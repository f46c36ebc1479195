package io.muster.allocator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code wait_seconds}: for callers who would rather have a payload late than none. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class WaitingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api = new Api("arena");
    private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void close() {
        clients.shutdownNow();
    }

    @Test
    void answersAtOnceWhenAPayloadIsReady() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);

        assertThat(waitFor(id, 30).time()).isLessThan(20_000);
    }

    @Test
    void answers412OnlyWhenTheWaitIsOver() {
        String id = full();

        Response response = waitFor(id, 1);

        response.then().statusCode(412);
        assertThat(response.time()).isGreaterThanOrEqualTo(900);
    }

    @Test
    void isListedWhileItWaitsAndAfterItGotNothing() throws ExecutionException, InterruptedException {
        String id = full();
        Future<Response> answer = clients.submit(() -> waitFor(id, 3));

        awaitState(id, "waiting", 1);
        answer.get().then().statusCode(412);

        awaitState(id, "waiting", 0);
        list(id, "failed").then().body("results[0].reason", equalTo("no-payload"));
    }

    @Test
    void servesWhoHasWaitedLongest() throws ExecutionException, InterruptedException {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);
        String blocking = api.reserve(id, Map.of()).jsonPath().getString("result.reservation_id");
        Future<Response> first = clients.submit(() -> waitFor(id, 30));
        awaitState(id, "waiting", 1);
        Future<Response> second = clients.submit(() -> waitFor(id, 30));
        awaitState(id, "waiting", 2);

        release(id, blocking);

        first.get().then().statusCode(200);
        assertThat(second.isDone()).isFalse();
        release(id, first.get().jsonPath().getString("result.reservation_id"));
        second.get().then().statusCode(200);
    }

    @Test
    void waitsForWhatItsSelectorsMatch() throws ExecutionException, InterruptedException {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();
        Future<Response> answer = clients.submit(() -> api.reserve(
                id, Map.of("wait_seconds", 30, "selectors", List.of(Map.of("match_labels", Map.of("map", "moon"))))));
        awaitState(id, "waiting", 1);

        api.request()
                .body(Map.of("key", "map", "value", "moon"))
                .put(api.path(id, "/payloads/" + payload + "/metadata/label"))
                .then()
                .statusCode(200);

        answer.get().then().statusCode(200).body("result.id", equalTo(payload));
    }

    @Test
    void endsWhenItIsGivenUp() throws ExecutionException, InterruptedException {
        String id = full();
        Instant start = Instant.now();
        Future<Response> answer = clients.submit(() -> waitFor(id, 30));
        awaitState(id, "waiting", 1);

        release(id, list(id, "waiting").jsonPath().getString("results[0].id"));

        answer.get().then().statusCode(409);
        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(25));
        assertThat(api.ids(id, "Reserved")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 31})
    void isBetweenOneAndThirtySeconds(int seconds) {
        waitFor(full(), seconds)
                .then()
                .statusCode(400)
                .body("message", containsString("wait_seconds: must be 1 to 30"));
    }

    /** An allocation whose only payload is taken. */
    private String full() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);
        api.reserve(id, Map.of()).then().statusCode(200);
        return id;
    }

    private Response waitFor(String allocation, int seconds) {
        return api.reserve(allocation, Map.of("wait_seconds", seconds));
    }

    private void release(String allocation, String reservation) {
        api.request()
                .delete(api.path(allocation, "/reservations/" + reservation))
                .then()
                .statusCode(200);
    }

    private void awaitState(String allocation, String state, int count) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> list(allocation, state).then().body("total", equalTo(count)));
    }

    private Response list(String allocation, String state) {
        return api.request().queryParam("state", state).get(api.path(allocation, "/reservations"));
    }
}
