package io.muster.runtime.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigEvent;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.runtime.application.RecordingHandler;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class EventConsumerTest {

    private static final String DEAD_LETTERS = Topics.CONFIGS.deadLetters("runtime-test");

    @Inject
    RecordingHandler handler;

    @Inject
    MeterRegistry meters;

    private EventProbe probe;
    private final String id = UUID.randomUUID().toString();

    @BeforeEach
    void openProbe() {
        probe = EventProbe.onNames(Topics.NOTIFICATIONS.name(), DEAD_LETTERS);
    }

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    private Envelope<ConfigEvent> publish(String configId, long version) {
        return probe.publish(Topics.CONFIGS, new ConfigDeleted("demo", configId, version, Instant.EPOCH));
    }

    private List<Long> versionsHandled(String configId) {
        return handler.handledOf(configId).stream()
                .map(event -> event.event().version())
                .distinct()
                .toList();
    }

    private List<ConsumerRecord<String, byte[]>> deadLettersOf(String key) {
        return probe.records().stream()
                .filter(dead -> dead.topic().equals(DEAD_LETTERS) && key.equals(dead.key()))
                .toList();
    }

    private static String header(ConsumerRecord<String, byte[]> dead, String name) {
        return new String(dead.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Test
    void handlesEventsInOrder() {
        LongStream.rangeClosed(1, 50).forEach(version -> publish(id, version));
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(versionsHandled(id))
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, 50).boxed().toList()));
    }

    @Test
    void measuresHandlerAndAnswersOfEachBatch() {
        long handled = batches("handle");
        long published = batches("publish");
        publish(id, 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> batches("handle") > handled && batches("publish") > published);
    }

    private long batches(String step) {
        return meters.timer("muster_events_batch", "topic", Topics.CONFIGS.name(), "step", step)
                .count();
    }

    @Test
    void publishesAnswersWithDerivedIds() {
        Envelope<ConfigEvent> cause = publish(id, 1);
        probe.publish(Topics.CONFIGS, cause);
        List<Envelope<NotificationRequested>> answers = probe.awaitCount(
                Topics.NOTIFICATIONS,
                NotificationRequested.class,
                answer -> answer.serverId().equals(id),
                2);
        assertThat(answers.stream().map(Envelope::id).distinct()).hasSize(1);
    }

    @Test
    void triesAgainWhileTheDatabaseIsAway() {
        handler.failNextCalls(3);
        publish(id, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> versionsHandled(id).equals(List.of(1L)));
        assertThat(deadLettersOf("demo/" + id)).isEmpty();
    }

    @Test
    void triesAgainWhenAnAttemptNeverEnds() {
        handler.loseNextCall();
        publish(id, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> versionsHandled(id).equals(List.of(1L)));
        assertThat(deadLettersOf("demo/" + id)).isEmpty();
    }

    @Test
    void isolatesTheEventAtFault() {
        String poison = "poison-" + id;
        publish(id, 1);
        publish(poison, 1);
        publish(id, 2);
        await().atMost(Duration.ofSeconds(60)).until(() -> versionsHandled(id).equals(List.of(1L, 2L)));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> deadLettersOf("demo/" + poison).size() == 1);
        assertThat(header(deadLettersOf("demo/" + poison).getFirst(), "dead-letter-reason"))
                .contains("no such config may be");
    }

    @Test
    void sendsLaterRecordsOfAParkedKeyAfterIt() {
        String poison = "poison-" + id;
        publish(poison, 1);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> deadLettersOf("demo/" + poison).size() == 1);
        publish(poison, 2);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> deadLettersOf("demo/" + poison).size() == 2);
        assertThat(header(deadLettersOf("demo/" + poison).getLast(), "dead-letter-reason"))
                .contains("parked");
    }

    @Test
    void buriesWhatIsNoEvent() {
        probe.publishRaw(new ProducerRecord<>(Topics.CONFIGS.name(), "junk-" + id, new byte[] {1, 2}));
        await().atMost(Duration.ofSeconds(60))
                .until(() -> deadLettersOf("junk-" + id).size() == 1);
        publish(id, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> versionsHandled(id).equals(List.of(1L)));
    }

    @Test
    void skipsTypesItDoesNotKnow() {
        ProducerRecord<String, byte[]> unknown =
                new ProducerRecord<>(Topics.CONFIGS.name(), "demo/" + id, "{}".getBytes(StandardCharsets.UTF_8));
        unknown.headers().add("ce_id", "1".getBytes(StandardCharsets.UTF_8));
        unknown.headers().add("ce_type", "config-praised.v1".getBytes(StandardCharsets.UTF_8));
        unknown.headers().add("ce_time", "2026-11-21T10:00:00Z".getBytes(StandardCharsets.UTF_8));
        probe.publishRaw(unknown);
        publish(id, 1);
        await().atMost(Duration.ofSeconds(60)).until(() -> versionsHandled(id).equals(List.of(1L)));
        assertThat(deadLettersOf("demo/" + id)).isEmpty();
    }
}
