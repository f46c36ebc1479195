package io.muster.allocator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.muster.allocator.Api;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists for a console: filters, pages that lose no row, counts. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ListingTest {

    @Inject
    Database database;

    private final Api api = new Api("arena");

    @Test
    void losesNoReservationOfTheSameMicrosecondBetweenPages() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        List<String> inserted = atTheSameTime(5, """
                insert into reservations (reservation_id, namespace, allocation_id, allocation, state, request, exclusive,
                    requested_at, ended_at)
                select cast(:id as uuid), 'arena', cast(:allocation as uuid), 'a', 'FAILED',
                    '{"criteria":{"selectors":[],"packing":"PACKED","generations":[]},"metadata":{"labels":{},"annotations":{}}}',
                    false, cast(cast(:moment as text) as timestamptz), now()
                """, id);

        assertThat(pages(id, "/reservations", "results.id", 2)).containsExactlyInAnyOrderElementsOf(inserted);
    }

    @Test
    void losesNoTerminationOfTheSameMicrosecondBetweenPages() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        List<String> inserted = atTheSameTime(5, """
                insert into terminations (uid, payload_id, namespace, allocation_id, reason, created_at, removed_at)
                select cast(:id as uuid), 'aaaaa-bbbbb', 'arena', cast(:allocation as uuid), 'deleted', now(),
                    cast(cast(:moment as text) as timestamptz)
                """, id);

        assertThat(pages(id, "/terminations", "results.uid", 2)).containsExactlyInAnyOrderElementsOf(inserted);
    }

    @Test
    void filtersReservationsAndCountsWhatMatches() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 2, 3, 0, 0));
        api.awaitIds(id, "Ready", 2);
        api.reserve(id, Map.of()).then().statusCode(200);
        JsonPath over = api.reserve(id, Map.of()).jsonPath();
        api.request()
                .delete(api.path(id, "/reservations/" + over.getString("result.reservation_id")))
                .then()
                .statusCode(200);

        list(id, "/reservations", Map.of())
                .then()
                .body("results.size()", equalTo(2))
                .body("total", equalTo(2));
        list(id, "/reservations", Map.of("state", "active")).then().body("total", equalTo(1));
        list(id, "/reservations", Map.of("reason", "released"))
                .then()
                .body("results.payload_uid", contains(over.getString("result.uid")));
        list(id, "/reservations", Map.of("payload_uid", over.getString("result.uid")))
                .then()
                .body("results.id", contains(over.getString("result.reservation_id")));
        list(id, "/reservations", Map.of("session_id", "s")).then().body("total", equalTo(0));
    }

    @Test
    void filtersTerminationsAndCountsWhatMatches() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();
        api.request().delete(api.path(id, "/payloads/" + payload)).then().statusCode(200);

        list(id, "/terminations", Map.of("reason", "deleted", "payload_id", payload))
                .then()
                .body("results.payload_id", contains(payload))
                .body("total", equalTo(1));
        list(id, "/terminations", Map.of("reason", "crashed")).then().body("total", equalTo(0));
    }

    @Test
    void filtersAllocationsAndCountsWhatMatches() {
        String prefix = Api.uniqueName("list");
        String id = api.create(Api.simulated(prefix + "-1", 0, 1, 0, 0));
        api.create(Map.of("name", prefix + "-2", "runtime", "simulated", "buffer", 0, "region", "eu"));

        allocations(Map.of("name", prefix)).then().body("total", equalTo(2));
        allocations(Map.of("name", prefix, "region", "local"))
                .then()
                .body("results.id", contains(id))
                .body("total", equalTo(1));
        allocations(Map.of("name", prefix, "state", "Error")).then().body("total", equalTo(0));
        allocations(Map.of("state", "Sleeping")).then().statusCode(400).body("message", containsString("state"));
    }

    @Test
    void losesNoAllocationOfADeletedNameBetweenPages() {
        String name = Api.uniqueName("again");
        String first = api.create(Api.simulated(name, 0, 1, 0, 0));
        api.delete(first);
        String second = api.create(Api.simulated(name, 0, 1, 0, 0));

        String next = allocations(Map.of("name", name, "limit", 1)).jsonPath().getString("next");
        List<String> seen = new ArrayList<>(
                allocations(Map.of("name", name, "limit", 1)).jsonPath().getList("results.id"));
        seen.addAll(allocations(Map.of("name", name, "limit", 1, "after", next))
                .jsonPath()
                .getList("results.id"));

        assertThat(seen).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void countsThePayloadsOfAllocationsInTheirList() {
        String name = Api.uniqueName("counted");
        String id = api.create(Api.simulated(name, 2, 3, 0, 0));
        api.awaitIds(id, "Ready", 2);

        allocations(Map.of("name", name)).then().body("results.status.payloads.Ready", hasItem(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/reservations", "/terminations"})
    void refusesPagesBeyondTheirLimitsAndCursorsOfItsOwnMaking(String path) {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        list(id, path, Map.of("limit", 0)).then().statusCode(400).body("message", containsString("limit"));
        list(id, path, Map.of("limit", 1001)).then().statusCode(400).body("message", containsString("1000"));
        list(id, path, Map.of("after", "2026-01-01T00:00:00Z"))
                .then()
                .statusCode(400)
                .body("message", containsString("after"));
    }

    private List<String> pages(String allocation, String path, String field, int limit) {
        List<String> seen = new ArrayList<>();
        RequestSpecification request = api.request().queryParam("limit", limit);
        JsonPath page = request.get(api.path(allocation, path)).jsonPath();
        seen.addAll(page.getList(field));
        while (page.getString("next") != null) {
            page = api.request()
                    .queryParam("limit", limit)
                    .queryParam("after", page.getString("next"))
                    .get(api.path(allocation, path))
                    .jsonPath();
            seen.addAll(page.getList(field));
        }
        return seen;
    }

    /** Rows that no caller could make at the same microsecond on purpose. Of now, for history past its time is deleted. */
    private List<String> atTheSameTime(int count, String insert, String allocation) {
        List<String> ids = new ArrayList<>();
        String moment = Instant.now().toString();
        for (int i = 0; i < count; i++) {
            String id = UUID.randomUUID().toString();
            database.inTransaction(session -> session.createNativeQuery(insert)
                            .setParameter("id", id)
                            .setParameter("allocation", allocation)
                            .setParameter("moment", moment)
                            .executeUpdate())
                    .await()
                    .atMost(Duration.ofSeconds(60));
            ids.add(id);
        }
        return ids;
    }

    private Response list(String allocation, String path, Map<String, Object> parameters) {
        return api.request().queryParams(parameters).get(api.path(allocation, path));
    }

    private Response allocations(Map<String, Object> parameters) {
        return api.request().queryParams(parameters).get(api.path());
    }
}
