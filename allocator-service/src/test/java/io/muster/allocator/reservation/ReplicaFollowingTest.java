package io.muster.allocator.reservation;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.allocator.node.NodeService;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another replica is played by statements that change rows behind this one's back. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ReplicaFollowingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, Object> OPEN_OR_READY = Map.of(
            "selectors",
            List.of(
                    Map.of("match_labels", Map.of("open", "yes"), "payload_state", "Reserved"),
                    Map.of("payload_state", "Ready")));

    @Inject
    Database database;

    @Inject
    ClaimService claims;

    @Inject
    NodeService nodes;

    private final Api api = new Api("arena");

    @BeforeEach
    void bringAnotherReplica() {
        execute("insert into nodes values ('another-replica', now() + interval '1 hour')");
        await().atMost(PATIENCE).until(nodes::others);
    }

    @AfterEach
    void takeItAway() {
        execute("delete from nodes where node = 'another-replica'");
        await().atMost(PATIENCE).until(() -> !nodes.others());
    }

    @Test
    void prefersAReservedPayloadThatAnotherReplicaHasLabelled() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 3, 0, 0));
        api.awaitIds(id, "Ready", 1);
        JsonPath reserved = api.reserve(id, OPEN_OR_READY).jsonPath();
        api.awaitIds(id, "Ready", 1);
        follow();

        execute("update payloads set labels = '{\"open\":\"yes\"}', version = version + 1 where uid = '"
                + reserved.getString("result.uid") + "'");
        follow();

        api.reserve(id, OPEN_OR_READY)
                .then()
                .statusCode(200)
                .body("result.uid", equalTo(reserved.getString("result.uid")));
    }

    @Test
    void offersPayloadsThatAnotherReplicaHasBroughtUp() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 600_000, 0));
        String payload = api.awaitIds(id, "Starting", 1).getFirst();
        api.reserve(id, Map.of()).then().statusCode(412);

        execute("update payloads set state = 'READY', due_at = null, version = version + 1 where allocation_id = '" + id
                + "'");
        follow();

        api.reserve(id, Map.of()).then().statusCode(200).body("result.id", equalTo(payload));
    }

    private void follow() {
        claims.follow().await().atMost(PATIENCE);
    }

    private void execute(String statement) {
        database.inTransaction(session -> session.createNativeQuery(statement).executeUpdate())
                .await()
                .atMost(PATIENCE);
    }
}
