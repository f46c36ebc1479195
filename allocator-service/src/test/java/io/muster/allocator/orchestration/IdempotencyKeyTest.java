package io.muster.allocator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** {@code Idempotency-Key}: whoever does not know whether a request was served asks again and gets the same. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class IdempotencyKeyTest {

    private final Api api = new Api("arena");

    @Test
    void givesTheSamePayloadToEverybodyWhoAsksAtOnce() throws ExecutionException, InterruptedException {
        String id = ready(3);
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                answers.add(clients.submit(() -> uid(reserve(id, "k", Map.of()))));
            }
        }

        assertThat(distinct(answers)).hasSize(1);
        assertThat(api.ids(id, "Reserved")).hasSize(1);
    }

    @Test
    void givesTheSamePayloadToThoseWhoWaitForIt() throws ExecutionException, InterruptedException {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 800, 0));
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 5; i++) {
                answers.add(clients.submit(() -> uid(reserve(id, "k", Map.of("wait_seconds", 30)))));
            }
        }

        assertThat(distinct(answers)).hasSize(1);
    }

    @Test
    void showsThePayloadAsItIsNow() {
        String id = ready(1);
        String payload = reserve(id, "k", Map.of()).jsonPath().getString("result.id");
        api.request()
                .body(Map.of("key", "map", "value", "moon"))
                .put(api.path(id, "/payloads/" + payload + "/metadata/label"))
                .then()
                .statusCode(200);

        reserve(id, "k", Map.of()).then().body("result.metadata.labels.map", equalTo("moon"));
    }

    @Test
    void refusesAnotherRequestUnderTheSameKeyAndNamesTheHeader() {
        String id = ready(2);
        reserve(id, "k", Map.of()).then().statusCode(200);

        reserve(id, "k", Map.of("payload_metadata", Map.of("labels", Map.of("map", "moon"))))
                .then()
                .statusCode(422)
                .body("message", containsString("Idempotency-Key"));
    }

    @Test
    void doesNotMindHowLongTheCallerIsWillingToWait() {
        String id = ready(2);
        String first = uid(reserve(id, "k", Map.of()));

        assertThat(uid(reserve(id, "k", Map.of("wait_seconds", 5)))).isEqualTo(first);
    }

    @Test
    void countsForOneAllocationOnly() {
        String one = ready(1);
        String other = ready(1);

        assertThat(uid(reserve(one, "k", Map.of()))).isNotEqualTo(uid(reserve(other, "k", Map.of())));
    }

    @Test
    void isTheSameWhetherTheAllocationGoesByItsNameOrItsId() {
        String name = Api.uniqueName("a");
        String id = api.create(Api.simulated(name, 2, 2, 0, 0));
        api.awaitIds(id, "Ready", 2);

        assertThat(uid(reserve(name, "k", Map.of()))).isEqualTo(uid(reserve(id, "k", Map.of())));
    }

    @Test
    void saysThatWhatWasReservedIsOver() {
        String id = ready(1);
        String reservation = reserve(id, "k", Map.of()).jsonPath().getString("result.reservation_id");
        api.request()
                .delete(api.path(id, "/reservations/" + reservation))
                .then()
                .statusCode(200);

        reserve(id, "k", Map.of()).then().statusCode(409);
    }

    @Test
    void isFreeAgainWhenTheRequestGotNothing() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);
        String blocking = api.reserve(id, Map.of()).jsonPath().getString("result.reservation_id");
        reserve(id, "k", Map.of()).then().statusCode(412);
        reserve(id, "k", Map.of("wait_seconds", 1)).then().statusCode(412);

        api.request().delete(api.path(id, "/reservations/" + blocking)).then().statusCode(200);
        api.awaitIds(id, "Ready", 1);

        reserve(id, "k", Map.of("wait_seconds", 30)).then().statusCode(200);
    }

    @Test
    void hasAtMost128Characters() {
        reserve(ready(0), "k".repeat(129), Map.of()).then().statusCode(400).body("message", containsString("128"));
    }

    private Response reserve(String allocation, String key, Map<String, Object> body) {
        return api.request().header("Idempotency-Key", key).body(body).post(api.path(allocation, "/reservations"));
    }

    private static String uid(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
        return response.jsonPath().getString("result.uid");
    }

    private static List<String> distinct(List<Future<String>> answers) throws ExecutionException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (Future<String> answer : answers) {
            all.add(answer.get());
        }
        return all.stream().distinct().toList();
    }

    private String ready(int count) {
        String id = api.create(Api.simulated(Api.uniqueName("a"), count, 10, 0, 0));
        api.awaitIds(id, "Ready", count);
        return id;
    }
}
