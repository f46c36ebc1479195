package io.muster.gateway;

import static io.restassured.RestAssured.given;

import io.muster.contracts.Topics;
import io.muster.contracts.notification.NotificationEvent;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.testing.EventProbe;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** What the flows through the gateway share: game servers, and what is said to them. */
abstract class GatewayFlow {

    static final String NAMESPACE = "demo";

    @TestHTTPResource("/dshub/")
    URI http;

    final String serverId = "ds_" + UUID.randomUUID();
    final EventProbe probe = EventProbe.on(Topics.NOTIFICATIONS);
    final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        probe.close();
    }

    TestServer connect(String id) {
        TestServer server = TestServer.connect(socket(), TestTokens.server(NAMESPACE, id), id);
        open.add(server);
        return server;
    }

    URI socket() {
        return URI.create("ws" + http.toString().substring("http".length()));
    }

    void publishNotification(String server, String topic, String payload) {
        Instant now = Instant.now();
        NotificationEvent event = new NotificationRequested(
                NAMESPACE, server, UUID.randomUUID().toString(), 1, topic, payload, now, now.plusSeconds(60));
        probe.publish(Topics.NOTIFICATIONS, event);
    }

    static RequestSpecification developer() {
        return given().header("Authorization", "Bearer " + TestTokens.developer(NAMESPACE, "dev"))
                .contentType(ContentType.JSON);
    }

    static Map<String, String> custom(String topic, String payload) {
        return Map.of("topic", topic, "payload", payload);
    }

    static String notifyPath(String server) {
        return "/dshub/namespace/" + NAMESPACE + "/ds/" + server + "/notify";
    }
}
