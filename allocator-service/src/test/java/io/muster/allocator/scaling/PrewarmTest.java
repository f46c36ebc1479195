package io.muster.allocator.scaling;

import static org.awaitility.Awaitility.await;

import io.muster.allocator.Api;
import io.muster.contracts.Topics;
import io.muster.contracts.depth.QueueDepthMeasured;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class PrewarmTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Api api = new Api("arena");
    private final String name = Api.uniqueName("warm");
    private EventProbe probe;

    @BeforeEach
    void listen() {
        probe = EventProbe.on(Topics.DEPTHS);
    }

    @AfterEach
    void close() {
        probe.close();
        api.delete(name);
    }

    @Test
    void makesPayloadsForTicketsThatWaitAndRemovesThemWhenTheyHaveLeft() {
        Map<String, Object> body = new HashMap<>(Api.simulated(name, 1, 10, 0, 0));
        body.put("prewarm", Map.of("tickets_per_payload", 2));
        String id = api.create(body);
        api.awaitIds(id, "Ready", 1);

        awaitReady(id, 8, 4);
        awaitReady(id, 0, 1);
    }

    @Test
    void doesNotLookAtTicketsUnlessItIsToldTo() {
        String other = api.create(Api.simulated(Api.uniqueName("cold"), 1, 10, 0, 0));
        Map<String, Object> body = new HashMap<>(Api.simulated(name, 1, 10, 0, 0));
        body.put("prewarm", Map.of("tickets_per_payload", 2));
        String id = api.create(body);

        probe.publish(Topics.DEPTHS, depth(other, 8));
        awaitReady(id, 8, 4);

        api.awaitIds(other, "Ready", 1);
        api.delete(other);
    }

    /** Says it again and again, as the match function does, because a replica that has just come missed what was before. */
    private void awaitReady(String allocation, int tickets, int count) {
        await(count + " ready for " + tickets + " tickets").atMost(PATIENCE).until(() -> {
            probe.publish(Topics.DEPTHS, depth(allocation, tickets));
            return api.ids(allocation, "Ready").size() == count;
        });
    }

    private static QueueDepthMeasured depth(String allocation, int tickets) {
        return new QueueDepthMeasured(
                "arena",
                "duel-" + allocation,
                allocation,
                tickets,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }
}
