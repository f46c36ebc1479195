package io.muster.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Metrics;
import io.muster.contracts.Envelope;
import io.muster.contracts.GoldenSamples;
import io.muster.contracts.Topics;
import io.muster.contracts.notification.NotificationDelivered;
import io.muster.contracts.notification.NotificationEvent;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.contracts.notification.ServerConnected;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionState;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FastSockets.class)
@WithTestResource(MusterInfrastructure.class)
class GatewayFlowTest {

    private static final String NAMESPACE = "demo";

    @TestHTTPResource("/dshub/")
    URI http;

    private final String serverId = "ds_" + UUID.randomUUID();
    private final EventProbe probe = EventProbe.on(Topics.NOTIFICATIONS);
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        probe.close();
    }

    @Test
    void greetsAServerWithItsConnectionId() {
        TestServer server = connect(serverId);

        JsonNode greeting = server.await("DSHUB_CONNECTED");

        assertThat(greeting.get("Code").asInt()).isEqualTo(200);
        assertThat(greeting.at("/payload/connectionId").asText()).matches("[0-9a-f]{32}");
        assertThat(server.subProtocol()).isEqualTo("wss");
    }

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

    @Test
    void theSecondConnectionOfAServerEndsTheFirst() {
        TestServer first = connect(serverId);
        first.await("DSHUB_CONNECTED");

        TestServer second = connect(serverId);

        assertThat(first.closeCode()).isEqualTo(4041);
        assertThat(second.closed).isNotDone();
    }

    @Test
    void aConnectionToAnotherInstanceEndsTheOneHere() {
        TestServer here = connect(serverId);
        here.await("DSHUB_CONNECTED");

        probe.<NotificationEvent>publish(
                Topics.NOTIFICATIONS,
                new ServerConnected(
                        NAMESPACE, serverId, "f".repeat(32), 1, Instant.now().plusSeconds(1)));

        assertThat(here.closeCode()).isEqualTo(4041);
    }

    @Test
    void refusesBadTokensBeforeTheUpgrade() {
        assertThat(TestServer.refusal(socket(), null, serverId)).isEqualTo(401);
        assertThat(TestServer.refusal(socket(), "nonsense", serverId)).isEqualTo(401);
        assertThat(TestServer.refusal(
                        socket(), TestTokens.of(NAMESPACE, serverId, "server").signWithForeignKey(), serverId))
                .isEqualTo(401);
    }

    @Test
    void takesNoTokenFromTheAddress() {
        URI withToken = URI.create(socket() + "?access_token=" + TestTokens.server(NAMESPACE, serverId));

        assertThat(TestServer.refusal(withToken, null, serverId)).isEqualTo(401);
    }

    @Test
    void refusesTheIdOfAnotherServer() {
        assertThat(TestServer.refusal(socket(), TestTokens.server(NAMESPACE, serverId), "ds_other"))
                .isEqualTo(403);
        assertThat(TestServer.refusal(socket(), TestTokens.player(NAMESPACE, serverId), serverId))
                .isEqualTo(403);
    }

    @Test
    void endsTheSocketWithItsToken() {
        String token = TestTokens.of(NAMESPACE, serverId, "server")
                .issued(Instant.now(), Duration.ofSeconds(6))
                .sign();

        TestServer server = TestServer.connect(socket(), token, serverId);
        open.add(server);

        assertThat(server.closeCode()).isEqualTo(4020);
    }

    @Test
    void ignoresEmptyTextsAndEndsFloods() {
        TestServer server = connect(serverId);
        server.send("");
        publishNotification(serverId, "still-here", "x");
        server.await("still-here");

        for (int i = 0; i < 40 && !server.closed.isDone(); i++) {
            sendQuietly(server);
        }

        assertThat(server.closeCode()).isEqualTo(1008);
    }

    private static void sendQuietly(TestServer server) {
        try {
            server.send("hello");
        } catch (RuntimeException _) {
            // closed meanwhile, which is what the test waits for
        }
    }

    @Test
    void refusesMoreSocketsThanItsShare() {
        Awaitility.await().untilAsserted(() -> assertThat(openSockets()).isZero());
        for (int i = 0; i < FastSockets.MOST_SOCKETS; i++) {
            connect("ds_" + UUID.randomUUID());
        }

        assertThat(TestServer.refusal(socket(), TestTokens.server(NAMESPACE, serverId), serverId))
                .isEqualTo(503);
    }

    @Test
    void closesAServerThatDoesNotReadWithoutHurtingOthers() throws Exception {
        String stalled = "ds_" + UUID.randomUUID();
        TestServer healthy = connect(serverId);
        healthy.await("DSHUB_CONNECTED");
        try (Socket deaf = connectDeaf(stalled)) {
            Awaitility.await().until(() -> openSockets() >= 2);
            String large = "x".repeat(30_000);
            for (int i = 0; i < 100; i++) {
                publishNotification(stalled, "m" + i, large);
            }
            publishNotification(serverId, "unhurt", "x");

            healthy.await("unhurt");
            Awaitility.await("the deaf server is cut off")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> openSockets() == 1);
            assertThat(deaf.isConnected()).isTrue();
        }
        assertThat(healthy.closed).isNotDone();
    }

    @Test
    void deliversACustomNotificationAndSaysSo() {
        TestServer server = connect(serverId);
        server.await("DSHUB_CONNECTED");

        String id = Awaitility.await()
                .until(
                        () -> given().spec(developer())
                                .body(Map.of(
                                        "topic", "TEST_MESSAGE",
                                        "payload", "hello",
                                        "timestamp", "2024-10-14T03:42:54.387Z"))
                                .post(notifyPath(serverId))
                                .jsonPath()
                                .getString("notificationId"),
                        sent -> sent != null);

        JsonNode message = server.await("TEST_MESSAGE");
        assertThat(message.properties()).extracting(Map.Entry::getKey).containsExactly("payload", "timestamp", "topic");
        assertThat(message.get("payload").asText()).isEqualTo("hello");
        assertThat(message.get("timestamp").asText()).isEqualTo("2024-10-14T03:42:54.387Z");
        Awaitility.await()
                .untilAsserted(() -> given().spec(developer())
                        .get(notifyPath(serverId) + "/" + id)
                        .then()
                        .statusCode(200)
                        .body("state", equalTo("delivered")));
    }

    @Test
    void refusesACustomNotificationToAServerThatNeverWas() {
        given().spec(developer())
                .body(custom("t", "x"))
                .post(notifyPath("ds_" + UUID.randomUUID()))
                .then()
                .statusCode(404)
                .contentType(containsString("application/problem+json"));
    }

    @Test
    void refusesACustomNotificationInTheNameOfThePlatform() {
        given().spec(developer())
                .body(custom("serverClaimed", "x"))
                .post(notifyPath(serverId))
                .then()
                .statusCode(400)
                .body("violations[0].path", equalTo("topic"));
    }

    @Test
    void refusesACustomNotificationFromAPlayer() {
        given().header("Authorization", "Bearer " + TestTokens.player(NAMESPACE, "p1"))
                .contentType(ContentType.JSON)
                .body(custom("t", "x"))
                .post(notifyPath(serverId))
                .then()
                .statusCode(403);
    }

    @Test
    void saysThatItIsASocketToWhoeverAsksWithoutUpgrade() {
        given().get("/dshub/").then().statusCode(426).contentType(containsString("application/problem+json"));
    }

    private TestServer connect(String id) {
        TestServer server = TestServer.connect(socket(), TestTokens.server(NAMESPACE, id), id);
        open.add(server);
        return server;
    }

    private URI socket() {
        return URI.create("ws" + http.toString().substring("http".length()));
    }

    /** A peer that completes the handshake and never reads again. */
    private Socket connectDeaf(String id) throws Exception {
        Socket deaf = new Socket();
        deaf.setReceiveBufferSize(4096);
        deaf.connect(new InetSocketAddress(http.getHost(), http.getPort()));
        OutputStream out = deaf.getOutputStream();
        out.write(("GET /dshub/ HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
                        + "Authorization: Bearer " + TestTokens.server(NAMESPACE, id) + "\r\nX-Ab-ServerID: " + id
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.flush();
        return deaf;
    }

    private void publishNotification(String server, String topic, String payload) {
        Instant now = Instant.now();
        NotificationEvent event = new NotificationRequested(
                NAMESPACE, server, UUID.randomUUID().toString(), 1, topic, payload, now, now.plusSeconds(60));
        probe.publish(Topics.NOTIFICATIONS, event);
    }

    private static double openSockets() {
        return Metrics.globalRegistry.get("muster.gateway.sockets").gauge().value();
    }

    private static RequestSpecification developer() {
        return given().header("Authorization", "Bearer " + TestTokens.developer(NAMESPACE, "dev"))
                .contentType(ContentType.JSON);
    }

    private static Map<String, String> custom(String topic, String payload) {
        return Map.of("topic", topic, "payload", payload);
    }

    private static String notifyPath(String server) {
        return "/dshub/namespace/" + NAMESPACE + "/ds/" + server + "/notify";
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
