package io.muster.testing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** The wire form of events as the documents describe it, written apart from the one that services use. */
final class EventJson {

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    byte[] write(Event event) {
        try {
            return mapper.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty when the record is no event of the topic, such as a tombstone or poison that a test has published. */
    <E extends Event> Optional<Envelope<E>> read(Topic<E> topic, ConsumerRecord<String, byte[]> message) {
        Optional<Class<? extends E>> type =
                Optional.ofNullable(header(message, "ce_type")).flatMap(topic::classOf);
        if (type.isEmpty() || message.value() == null) {
            return Optional.empty();
        }
        try {
            E event = mapper.readValue(message.value(), type.get());
            return Optional.of(new Envelope<>(
                    header(message, "ce_id"),
                    Instant.parse(header(message, "ce_time")),
                    header(message, "traceparent"),
                    event));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String header(ConsumerRecord<String, byte[]> message, String name) {
        Header header = message.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
