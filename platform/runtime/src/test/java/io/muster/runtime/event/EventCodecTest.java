package io.muster.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigEvent;
import io.muster.contracts.config.ConfigPublished;
import io.muster.runtime.trace.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.5Z");

    private final EventCodec codec = new EventCodec("test-service");

    private static Outgoing<ConfigEvent> published(Map<String, Object> document) {
        return Outgoing.first(
                Topics.CONFIGS,
                new ConfigPublished("demo", "duel", 3, document, NOW),
                "id-1",
                NOW,
                TraceContext.start());
    }

    private static ConsumerRecord<String, byte[]> received(ProducerRecord<String, byte[]> sent) {
        return received(sent.headers(), sent.value());
    }

    private static ConsumerRecord<String, byte[]> received(Headers headers, byte[] value) {
        return new ConsumerRecord<>(
                Topics.CONFIGS.name(),
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                value,
                headers,
                Optional.empty());
    }

    private static Headers headers(String type) {
        Headers headers = new RecordHeaders();
        headers.add("ce_id", "1".getBytes(UTF_8));
        headers.add("ce_type", type.getBytes(UTF_8));
        headers.add("ce_time", "2026-11-21T10:00:00Z".getBytes(UTF_8));
        return headers;
    }

    @Test
    void readsWhatItWrote() {
        Outgoing<ConfigEvent> sent = published(Map.of("teams", List.of(Map.of("size", 2))));
        assertThat(codec.decode(Topics.CONFIGS, received(codec.encode(sent).toRecord())))
                .contains(sent.envelope());
    }

    @Test
    void writesTheHeadersOfTheBinding() {
        Headers headers = codec.encode(published(Map.of())).toRecord().headers();
        assertThat(headers.toArray())
                .extracting(header -> header.key() + '=' + new String(header.value(), UTF_8))
                .contains(
                        "ce_specversion=1.0",
                        "ce_id=id-1",
                        "ce_type=config-published.v1",
                        "ce_source=/muster/test-service",
                        "ce_time=2026-11-21T10:00:00.500Z",
                        "ce_subject=demo/duel",
                        "content-type=application/json");
    }

    @Test
    void letsKafkaChooseThePartitionByKey() {
        assertThat(codec.encode(published(Map.of())).partition()).isNull();
    }

    @Test
    void ignoresUnknownFields() {
        String json =
                "{\"namespace\":\"demo\",\"configId\":\"duel\",\"version\":4,\"deletedAt\":\"2026-11-21T10:00:00Z\","
                        + "\"later\":[1,{}]}";
        assertThat(codec.decode(Topics.CONFIGS, received(headers("config-deleted.v1"), json.getBytes(UTF_8))))
                .map(Envelope::event)
                .contains(new ConfigDeleted("demo", "duel", 4, Instant.parse("2026-11-21T10:00:00Z")));
    }

    @Test
    void skipsUnknownTypesAndTombstones() {
        assertThat(codec.decode(Topics.CONFIGS, received(headers("config-praised.v1"), "{}".getBytes(UTF_8))))
                .isEmpty();
        assertThat(codec.decode(Topics.CONFIGS, received(headers("config-deleted.v1"), null)))
                .isEmpty();
    }

    @Test
    void refusesWhatDoesNotFitItsType() {
        for (String payload : List.of("", "null", "[]", "{", "{\"version\":\"x\"}", "{}", "[".repeat(100))) {
            assertThatThrownBy(() -> codec.decode(
                            Topics.CONFIGS, received(headers("config-deleted.v1"), payload.getBytes(UTF_8))))
                    .as(payload)
                    .isInstanceOf(UndecodableEventException.class);
        }
    }

    @Test
    void refusesARecordWithoutId() {
        Headers headers = headers("config-deleted.v1");
        headers.remove("ce_id");
        assertThatThrownBy(() -> codec.decode(Topics.CONFIGS, received(headers, "{}".getBytes(UTF_8))))
                .hasMessageContaining("ce_id");
    }

    @Test
    void refusesToWriteWhatTheBrokerWouldRefuse() {
        Map<String, Object> large = Map.of("text", "x".repeat(EventCodec.MAX_BYTES));
        assertThatThrownBy(() -> codec.encode(published(large))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void causedEventsRepeatTheirIdAndStayInTheTrace() {
        Envelope<ConfigEvent> cause = published(Map.of()).envelope();
        ConfigDeleted event = new ConfigDeleted("demo", "duel", 4, NOW);
        Envelope<ConfigEvent> first =
                Outgoing.<ConfigEvent>caused(Topics.CONFIGS, event, cause, NOW).envelope();
        Envelope<ConfigEvent> again = Outgoing.<ConfigEvent>caused(Topics.CONFIGS, event, cause, NOW.plusSeconds(1))
                .envelope();
        assertThat(first.id()).isEqualTo(again.id()).isNotEqualTo(cause.id());
        assertThat(TraceContext.fromTraceparent(first.traceparent()).traceId())
                .isEqualTo(TraceContext.fromTraceparent(cause.traceparent()).traceId());
    }
}
