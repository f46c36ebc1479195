package io.muster.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.contracts.Envelope;
import io.muster.contracts.GoldenSamples;
import io.muster.contracts.Topics;
import io.muster.contracts.notification.NotificationDelivered;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionState;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What game servers are told, from the event to the socket. */
@QuarkusTest
@TestProfile(FastSockets.class)
@WithTestResource(MusterInfrastructure.class)
class DeliveryFlowTest extends GatewayFlow {

    @Test
    void tellsAConnectedServerThatItIsClaimed() {
        TestServer server = connect(serverId);
        server.await("DSHUB_CONNECTED");

        String trace = "00-9982475df57acc8f052c1398f374c4d2-4c3157f5c0b3e27f-01";
        SessionClaimed claimed = claimed();
        probe.<SessionEvent>publish(
                Topics.SESSIONS, new Envelope<>(UUID.randomUUID().toString(), Instant.now(), trace, claimed));

        JsonNode message = server.await("serverClaimed");
        assertThat(message.at("/payload/session_id").asText()).isEqualTo(claimed.sessionId());
        assertThat(message.get("namespace").asText()).isEqualTo(NAMESPACE);
        assertThat(message.at("/traceContext/traceparent").asText()).contains("9982475df57acc8f052c1398f374c4d2");
        probe.await(
                Topics.NOTIFICATIONS,
                NotificationDelivered.class,
                event -> event.serverId().equals(serverId));
    }

    @Test
    void tellsAServerThatConnectsLate() {
        probe.<SessionEvent>publish(Topics.SESSIONS, claimed());
        probe.await(
                Topics.NOTIFICATIONS,
                NotificationRequested.class,
                event -> event.serverId().equals(serverId));

        TestServer server = connect(serverId);

        server.await("serverClaimed");
        assertThat(server.topics().getFirst()).isEqualTo("DSHUB_CONNECTED");
    }

    @Test
    void doesNotTellTwiceWhatItHasTold() {
        Envelope<SessionEvent> event = probe.publish(Topics.SESSIONS, (SessionEvent) claimed());
        TestServer first = connect(serverId);
        first.await("serverClaimed");
        probe.await(
                Topics.NOTIFICATIONS,
                NotificationDelivered.class,
                done -> done.serverId().equals(serverId));
        first.close();

        probe.publish(Topics.SESSIONS, event);
        probe.awaitCount(
                Topics.NOTIFICATIONS,
                NotificationRequested.class,
                sent -> sent.serverId().equals(serverId),
                2);
        TestServer second = connect(serverId);
        second.await("DSHUB_CONNECTED");
        given().spec(developer())
                .body(custom("after", "x"))
                .post(notifyPath(serverId))
                .then()
                .statusCode(200);

        second.await("after");
        assertThat(second.topics()).doesNotContain("serverClaimed");
    }

    @Test
    void keepsTheOrderOfAServersMessages() {
        TestServer server = connect(serverId);
        server.await("DSHUB_CONNECTED");

        for (int i = 0; i < 200; i++) {
            publishNotification(serverId, "n" + i, "x");
        }

        server.await("n199");
        assertThat(server.topics()).hasSize(201);
        for (int i = 0; i < 200; i++) {
            assertThat(server.topics().get(i + 1)).isEqualTo("n" + i);
        }
    }

    @Test
    void anotherNamespaceSeesNothing() {
        TestServer foreign = TestServer.connect(socket(), TestTokens.server("foreign", serverId), serverId);
        open.add(foreign);
        foreign.await("DSHUB_CONNECTED");

        publishNotification(serverId, "secret", "x");
        TestServer own = connect(serverId);

        own.await("secret");
        assertThat(foreign.topics()).containsExactly("DSHUB_CONNECTED");
    }

    /** The golden sample, as a new session on this test's server. */
    private SessionClaimed claimed() {
        SessionClaimed sample = GoldenSamples.event(SessionClaimed.class, "session-claimed.v1");
        String sessionId = UUID.randomUUID().toString();
        SessionState state = sample.state();
        Server server = state.server();
        return new SessionClaimed(
                NAMESPACE,
                sessionId,
                2,
                new SessionState(
                        sessionId,
                        state.matchId(),
                        state.queue(),
                        state.code(),
                        null,
                        state.leaderId(),
                        state.createdBy(),
                        state.members(),
                        state.teams(),
                        state.region(),
                        state.settings(),
                        new Server(
                                serverId,
                                server.payloadId(),
                                server.allocationId(),
                                server.allocation(),
                                server.region(),
                                server.address(),
                                server.port(),
                                server.ports()),
                        state.serverStatus(),
                        state.serverRequestedAt(),
                        state.backfillTicketId(),
                        state.createdAt(),
                        state.updatedAt()),
                Instant.now());
    }
}
