package io.muster.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.Metrics;
import io.muster.contracts.Topics;
import io.muster.contracts.notification.NotificationEvent;
import io.muster.contracts.notification.ServerConnected;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Who may connect, and when a socket ends. */
@QuarkusTest
@TestProfile(FastSockets.class)
@WithTestResource(MusterInfrastructure.class)
class SocketFlowTest extends GatewayFlow {

    @Test
    void greetsAServerWithItsConnectionId() {
        TestServer server = connect(serverId);

        JsonNode greeting = server.await("DSHUB_CONNECTED");

        assertThat(greeting.get("Code").asInt()).isEqualTo(200);
        assertThat(greeting.at("/payload/connectionId").asText()).matches("[0-9a-f]{32}");
        assertThat(server.subProtocol()).isEqualTo("wss");
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
    void saysThatItIsASocketToWhoeverAsksWithoutUpgrade() {
        given().get("/dshub/").then().statusCode(426).contentType(containsString("application/problem+json"));
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

    private static double openSockets() {
        return Metrics.globalRegistry.get("muster.gateway.sockets").gauge().value();
    }
}
