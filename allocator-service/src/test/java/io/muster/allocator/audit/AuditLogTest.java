package io.muster.allocator.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class AuditLogTest {

    private static final String PATH = "/api/v0/projects/arena/audit";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Database database;

    @Inject
    AuditStore store;

    private final Api api = new Api("arena");

    @Test
    void saysWhoMadeWhichAllocationAndWhen() {
        Instant before = Instant.now().minusSeconds(1);
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        JsonPath entry = one(Map.of("target", id));

        assertThat(entry.getString("operation")).isEqualTo("CreateAllocation");
        assertThat(entry.getString("subject")).isEqualTo("dev");
        assertThat(entry.getList("roles")).isEqualTo(List.of("developer"));
        assertThat(entry.getInt("status")).isEqualTo(201);
        assertThat(entry.getString("outcome")).isEqualTo("done");
        assertThat(Instant.parse(entry.getString("at"))).isBetween(before, Instant.now());
    }

    @Test
    void recordsEveryKindOfWrite() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 2, 2, 0, 0));
        List<String> ready = api.awaitIds(id, "Ready", 2);
        String payload = api.path(id, "/payloads/" + ready.getFirst());
        api.request().body("{\"key\":\"map\",\"value\":\"a\"}").put(payload + "/metadata/label");
        api.request().body("{\"key\":\"map\",\"value\":\"a\"}").put(payload + "/metadata/annotation");
        api.request().delete(payload + "/metadata/label/map");
        api.request().delete(payload + "/metadata/annotation/map");
        api.request().delete(payload);
        String reservation = api.reserve(id, Map.of()).jsonPath().getString("result.reservation_id");
        api.request().post(api.path(id, "/reservations/" + reservation + "/confirmation"));
        api.request().delete(api.path(id, "/reservations/" + reservation));
        api.request().delete(api.path(id, ""));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                list(Map.of("allocation", id)).jsonPath().getList("results.operation"))
                        .containsExactly(
                                "DeleteAllocation",
                                "ReleaseReservation",
                                "ConfirmReservation",
                                "CreateReservation",
                                "DeletePayload",
                                "RemovePayloadAnnotation",
                                "RemovePayloadLabel",
                                "SetPayloadAnnotation",
                                "SetPayloadLabel"));
    }

    @Test
    void namesTheReservationThatWasMade() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        api.awaitIds(id, "Ready", 1);
        String reservation = api.reserve(id, Map.of()).jsonPath().getString("result.reservation_id");

        assertThat(one(Map.of("target", "reservations/" + reservation)).getString("operation"))
                .isEqualTo("CreateReservation");
    }

    @Test
    void recordsWhatWasRefusedAndTheIdItWasRefusedUnder() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        String request = api.reserve(id, Map.of()).jsonPath().getString("request_id");

        JsonPath entry = one(Map.of("allocation", id, "outcome", "refused"));

        assertThat(entry.getInt("status")).isEqualTo(412);
        assertThat(entry.getString("request_id")).isEqualTo(request);
    }

    @Test
    void findsCallsByTheNameOfTheAllocationAndByItsId() {
        String name = Api.uniqueName("a");
        String id = api.create(Api.simulated(name, 0, 1, 0, 0));
        api.reserve(name, Map.of());
        api.reserve(id, Map.of());

        awaitTotal(2, Map.of("allocation", id));
        awaitTotal(2, Map.of("allocation", name));
    }

    @Test
    void filtersByCallerOperationAndTime() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        String caller = Api.uniqueName("backend");
        given().contentType("application/json")
                .header("Authorization", "Bearer " + TestTokens.service("arena", caller))
                .post(api.path(id, "/reservations"));
        api.reserve(id, Map.of());
        awaitTotal(2, Map.of("allocation", id));

        list(Map.of("subject", caller)).then().body("total", equalTo(1));
        list(Map.of("allocation", id, "operation", "DeletePayload")).then().body("total", equalTo(0));
        list(Map.of("allocation", id, "until", "2026-01-01T00:00:00Z")).then().body("total", equalTo(0));
        list(Map.of("allocation", id, "since", "2026-01-01T00:00:00Z")).then().body("total", equalTo(2));
    }

    @Test
    void losesNoEntryBetweenPages() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        for (int i = 0; i < 5; i++) {
            api.reserve(id, Map.of());
        }
        awaitTotal(5, Map.of("allocation", id));

        List<Integer> seen = new ArrayList<>();
        JsonPath page = list(Map.of("allocation", id, "limit", 2)).jsonPath();
        seen.addAll(page.getList("results.id"));
        while (page.getString("next") != null) {
            page = list(Map.of("allocation", id, "limit", 2, "after", page.getString("next")))
                    .jsonPath();
            seen.addAll(page.getList("results.id"));
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b - a);
    }

    @Test
    void isNotWrittenByThoseWhoMayNotWrite() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        String player = Api.uniqueName("player");
        given().contentType("application/json")
                .header("Authorization", "Bearer " + TestTokens.player("arena", player))
                .post(api.path(id, "/reservations"))
                .then()
                .statusCode(403);
        api.reserve(id, Map.of());
        awaitTotal(1, Map.of("allocation", id));

        list(Map.of("subject", player)).then().body("total", equalTo(0));
    }

    @Test
    void isReadByDevelopersOfTheNamespaceOnly() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        awaitTotal(1, Map.of("target", id));

        given().get(PATH).then().statusCode(401);
        given().header("Authorization", "Bearer " + TestTokens.service("arena", "backend"))
                .get(PATH)
                .then()
                .statusCode(403);
        given().header("Authorization", "Bearer " + TestTokens.developer("other", "dev"))
                .queryParam("target", id)
                .get("/api/v0/projects/other/audit")
                .then()
                .body("total", equalTo(0));
    }

    /** The timer prunes too, so nothing is said about how many are left in between. */
    @Test
    void forgetsTheOld() {
        Instant longAgo = Instant.parse("2020-01-01T00:00:00Z");
        inTransaction(session -> store.insert(session, List.of(entry("old", longAgo), entry("old", Instant.now()))));

        inTransaction(session -> store.forgetBefore(session, longAgo.plusSeconds(1), 1_000));

        assertThat(total("old")).isEqualTo(1);
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        inTransaction(session -> store.insert(session, List.of(entry("many", Instant.now()))));

        inTransaction(session -> store.forgetBeyond(session, 0, 1_000_000));

        assertThat(total("many")).isZero();
    }

    @ParameterizedTest
    @CsvSource({"outcome, perhaps", "since, yesterday", "until, tomorrow", "after, x", "limit, 0", "limit, 1001"})
    void namesTheFilterThatIsWrong(String parameter, String value) {
        list(Map.of(parameter, value)).then().statusCode(400).body("message", containsString(parameter));
    }

    private static AuditEntry entry(String namespace, Instant at) {
        return new AuditEntry(namespace, at, "dev", "developer", "DeletePayload", null, "payloads/p", 200, "r");
    }

    private long total(String namespace) {
        return database.read(session ->
                        store.count(session, namespace, new AuditQuery(null, null, null, null, null, null, null)))
                .await()
                .atMost(PATIENCE);
    }

    private void inTransaction(Function<StatelessSession, Uni<Void>> work) {
        database.inTransaction(work).await().atMost(PATIENCE);
    }

    private void awaitTotal(int total, Map<String, Object> filters) {
        await().atMost(PATIENCE).untilAsserted(() -> list(filters).then().body("total", equalTo(total)));
    }

    private JsonPath one(Map<String, Object> filters) {
        awaitTotal(1, filters);
        JsonPath page = list(filters).jsonPath();
        page.setRootPath("results[0]");
        return page;
    }

    private Response list(Map<String, Object> filters) {
        return api.request().queryParams(filters).get(PATH);
    }
}
