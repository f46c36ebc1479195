package io.muster.runtime.trace;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigEvent;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.muster.testing.TraceCollector;
import io.muster.testing.TracesOn;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@TestProfile(TracesOn.class)
class TraceExportTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TraceContext probe(String header, String value) {
        return TraceContext.fromTraceparent(given().auth()
                .oauth2(TestTokens.player("demo", "ada"))
                .header(header, value)
                .get("/demo/probe")
                .then()
                .statusCode(200)
                .extract()
                .header("traceparent"));
    }

    @Test
    void exportsTheSpanOfARequestUnderThatOfItsCaller() {
        TraceContext answered = probe("traceparent", "00-" + TRACE + '-' + SPAN + "-01");

        assertThat(answered.traceId()).isEqualTo(TRACE);
        assertThat(answered.spanId()).isNotEqualTo(SPAN);
        await().atMost(PATIENCE).until(() -> TraceCollector.received("/probe", TRACE, SPAN, answered.spanId()));
    }

    @Test
    void answersTheTraceThatItHasBegunItself() {
        TraceContext answered = probe("Accept", "application/json");

        await().atMost(PATIENCE).until(() -> TraceCollector.received("/probe", answered.traceId(), answered.spanId()));
    }

    @Test
    void followsTheCallerWhoSendsB3() {
        assertThat(probe("b3", TRACE + '-' + SPAN + "-1").traceId()).isEqualTo(TRACE);
    }

    @Test
    void exportsWhyAnEventCouldNotBeHandled() {
        TraceContext cause = TraceContext.start();
        try (EventProbe events = EventProbe.on(Topics.CONFIGS)) {
            events.publish(Topics.CONFIGS, deleted("poison-" + UUID.randomUUID(), cause));
        }

        await().atMost(PATIENCE)
                .until(() -> TraceCollector.received("no such config may be", cause.traceId(), cause.spanId()));
    }

    private static Envelope<ConfigEvent> deleted(String config, TraceContext cause) {
        return new Envelope<>(
                UUID.randomUUID().toString(),
                Instant.EPOCH,
                cause.traceparent(),
                new ConfigDeleted("demo", config, 1, Instant.EPOCH));
    }

    @Test
    void exportsTheSpanOfAnEventBetweenItsCauseAndWhatFollows() {
        String config = UUID.randomUUID().toString();
        TraceContext cause = TraceContext.start();
        try (EventProbe events = EventProbe.on(Topics.NOTIFICATIONS)) {
            events.publish(Topics.CONFIGS, deleted(config, cause));
            TraceContext following = TraceContext.fromTraceparent(events.awaitEnvelope(
                            Topics.NOTIFICATIONS,
                            NotificationRequested.class,
                            event -> event.serverId().equals(config))
                    .traceparent());

            assertThat(following.traceId()).isEqualTo(cause.traceId());
            await().atMost(PATIENCE)
                    .until(() -> TraceCollector.received(
                            "config-deleted.v1 process", cause.traceId(), cause.spanId(), following.spanId()));
        }
    }
}
