package io.muster.allocator.scaling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.Api;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The autoscaler on the real database: what the pure policy cannot show. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ScalingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long FOR_EVER = 0;

    @Inject
    Database database;

    @Inject
    ScalingStore store;

    @Inject
    AllocatorSettings settings;

    private final Api api = new Api("arena");
    private String name;
    private String id;

    @BeforeEach
    void create() {
        name = Api.uniqueName("fleet");
        id = api.create(body(4, 8, Map.of()));
        api.awaitIds(id, "Ready", 4);
    }

    @AfterEach
    void remove() {
        api.ids(id, "Reserved")
                .forEach(payload ->
                        api.request().queryParam("force_delete", true).delete(api.path(id, "/payloads/" + payload)));
        api.delete(id);
    }

    @Test
    void removesASurplusOnlyAfterTheDelay() {
        change(body(1, 8, Map.of()));
        Instant changedAt =
                Instant.parse(api.request().get(api.path(id, "")).jsonPath().getString("result.updated"));

        api.awaitIds(id, "Ready", 1);

        List<String> removedAt =
                api.request().get(api.path(id, "/terminations")).jsonPath().getList("results.removed_at");
        Instant earliest = changedAt.plus(settings.scaling().downDelay());
        assertThat(removedAt)
                .hasSize(3)
                .allSatisfy(at -> assertThat(Instant.parse(at)).isAfterOrEqualTo(earliest));
    }

    @Test
    void hasReadyPayloadsAtEveryMomentOfARollOut() {
        change(body(4, 8, Map.of("release", "2")));

        await().atMost(PATIENCE)
                .until(() -> onlyGeneration(2) && api.ids(id, "Ready").size() == 4);

        Long fewest = ask("""
                with lives as (
                    select uid, ready_at, removed_at from terminations where allocation_id = cast(:id as uuid)
                    union all
                    select uid, ready_at, null from payloads where allocation_id = cast(:id as uuid)
                )
                select min((select count(*) from lives other
                    where other.ready_at <= gone.removed_at
                    and (other.removed_at is null or other.removed_at > gone.removed_at)))
                from lives gone where gone.removed_at is not null
                """);
        assertThat(fewest).isPositive();
    }

    @Test
    void leavesReservedPayloadsToFinishInTheVersionTheyWereMadeFrom() {
        String reserved = api.reserve(id, Map.of()).jsonPath().getString("result.id");

        change(body(4, 8, Map.of("release", "2")));
        await().atMost(PATIENCE)
                .until(() -> api.payloads(id)
                                .getList("results.findAll { it.status.state == 'Ready' && it.generation == 2 }")
                                .size()
                        == 4);

        api.request()
                .get(api.path(id, "/payloads/" + reserved))
                .then()
                .body("result.status.state", equalTo("Reserved"))
                .body("result.generation", equalTo(1));
    }

    @Test
    void leavesReservedPayloadsAloneWhenItShrinksBelowTheirNumber() {
        List<String> reserved = List.of(reserve(), reserve(), reserve());

        change(body(0, 1, Map.of()));
        await().atMost(PATIENCE).until(() -> api.ids(id, "Ready").isEmpty());

        assertThat(api.ids(id, "Reserved")).containsExactlyInAnyOrderElementsOf(reserved);
    }

    @Test
    void removesNoReadyPayloadInPlaceOfAStartingOneThatSomebodyIsChanging() {
        database.inTransaction(session ->
                        session.createNativeQuery("""
                                update payloads set state = 'STARTING', version = version + 1 where uid = (
                                    select uid from payloads where allocation_id = cast(:id as uuid) limit 1)
                                """).setParameter("id", id).executeUpdate())
                .await()
                .atMost(PATIENCE);

        List<String> removable = database.inTransaction(somebody -> somebody.createNativeQuery("""
                                select cast(uid as text) from payloads
                                where allocation_id = cast(:id as uuid) and state = 'STARTING' for update
                                """, String.class)
                        .setParameter("id", id)
                        .getResultList()
                        .chain(() -> database.inTransaction(
                                autoscaler -> store.surplus(autoscaler, id, Long.MAX_VALUE, 1, 0))))
                .await()
                .atMost(PATIENCE);

        assertThat(removable).isEmpty();
    }

    @Test
    void drainsUntilItsLastSessionHasEnded() {
        String reserved = reserve();
        Map<String, Object> disabled = new HashMap<>(body(4, 8, Map.of()));
        disabled.put("disabled", true);

        change(disabled);
        awaitStatus("Draining");
        await().atMost(PATIENCE)
                .until(() -> api.payloads(id).getList("results.id").equals(List.of(reserved)));
        api.request().queryParam("force_delete", true).delete(api.path(id, "/payloads/" + reserved));

        awaitStatus("Disabled");
    }

    private Map<String, Object> body(int buffer, int max, Map<String, String> labels) {
        Map<String, Object> body = new HashMap<>(Api.simulated(name, buffer, max, 50, FOR_EVER));
        body.put("labels", labels);
        return body;
    }

    private void change(Map<String, Object> body) {
        api.request().body(body).put(api.path(id, "")).then().statusCode(200);
    }

    private String reserve() {
        return api.reserve(id, Map.of())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("result.id");
    }

    private boolean onlyGeneration(int generation) {
        List<Integer> generations = api.payloads(id).getList("results.generation");
        return generations.stream().allMatch(one -> one == generation);
    }

    private void awaitStatus(String status) {
        await(status)
                .atMost(PATIENCE)
                .until(() -> api.request()
                        .get(api.path(id, ""))
                        .jsonPath()
                        .getString("result.status.state")
                        .equals(status));
    }

    private Long ask(String sql) {
        return database.read(session -> session.createNativeQuery(sql, Long.class)
                        .setParameter("id", id)
                        .getSingleResult())
                .await()
                .atMost(PATIENCE);
    }
}
