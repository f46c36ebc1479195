package io.muster.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.PooledEvent;
import io.muster.contracts.Topic;
import io.muster.runtime.trace.PackedTrace;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Events as JSON in Kafka records (CloudEvents 1.0, Kafka binding, binary mode). Fields that this version does not know
 * are ignored. May be called from any thread.
 */
public final class EventCodec {

    /** Longest payload in bytes; the brokers refuse records of more than 1 MiB. */
    public static final int MAX_BYTES = 1_000_000;

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxNestingDepth(40)
            .maxStringLength(64 * 1024)
            .maxNameLength(256)
            .maxNumberLength(64)
            .maxDocumentLength(MAX_BYTES)
            .maxTokenCount(500_000)
            .build();

    private final String source;
    private final JsonMapper mapper = JsonMapper.builder(
                    JsonFactory.builder().streamReadConstraints(LIMITS).build())
            .addModule(new JavaTimeModule())
            .addModule(new SimpleModule("times").addDeserializer(Instant.class, new InstantTextReader()))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * A codec.
     *
     * @param service name of the publishing service, for {@code ce_source}
     */
    public EventCodec(String service) {
        this.source = "/muster/" + service;
    }

    /**
     * The event as it is sent.
     *
     * @throws IllegalArgumentException when it is not in the catalogue of its topic or exceeds {@link #MAX_BYTES}
     */
    public <E extends Event> EncodedEvent encode(Outgoing<E> outgoing) {
        Topic<E> topic = outgoing.topic();
        Envelope<E> envelope = outgoing.envelope();
        E event = envelope.event();
        return new EncodedEvent(
                topic.name(),
                partition(topic, event),
                event.subject(),
                envelope.id(),
                EventTypes.typeOf(topic, event),
                envelope.time().toString(),
                envelope.traceparent(),
                source,
                json(event));
    }

    /**
     * The event of a record.
     *
     * @return empty when the type is not known to this version, or the record is a tombstone
     * @throws UndecodableEventException when the record breaks the binding or its payload does not fit its type
     */
    public <E extends Event> Optional<Envelope<E>> decode(Topic<E> topic, ConsumerRecord<String, byte[]> received) {
        return typeOf(topic, received).map(type -> decode(topic, type, received));
    }

    /**
     * The type of a record's event, which costs next to nothing: who wants few of a topic's types looks at it first.
     *
     * @return empty when the type is not known to this version, or the record is a tombstone
     * @throws UndecodableEventException when the record does not say its type
     */
    public <E extends Event> Optional<Class<? extends E>> typeOf(
            Topic<E> topic, ConsumerRecord<String, byte[]> received) {
        return received.value() == null ? Optional.empty() : topic.classOf(required(received.headers(), "ce_type"));
    }

    /** The event of a record whose type is known already, see {@link #typeOf}. */
    <E extends Event> Envelope<E> decode(
            Topic<E> topic, Class<? extends E> type, ConsumerRecord<String, byte[]> received) {
        Headers headers = received.headers();
        return new Envelope<>(
                required(headers, "ce_id"),
                time(required(headers, "ce_time")),
                text(headers, "traceparent"),
                event(topic.base(), type, received.value()));
    }

    /**
     * The event of a payload that was decoded before and kept without its record.
     *
     * @throws UndecodableEventException when the payload does not fit the type
     */
    public <E extends Event> E decodePayload(Topic<E> topic, Class<? extends E> type, byte[] payload) {
        return event(topic.base(), type, payload);
    }

    /** The trace that a record belongs to, packed because who asks for this alone keeps it. */
    public static PackedTrace traceOf(ConsumerRecord<String, byte[]> received) {
        return PackedTrace.of(text(received.headers(), "traceparent"));
    }

    private static <E extends Event> Integer partition(Topic<E> topic, E event) {
        return switch (topic.partitioning()) {
            case BY_KEY -> null;
            case BY_POOL -> pooled(event).pool().partition(topic.partitions());
        };
    }

    private static PooledEvent pooled(Event event) {
        if (event instanceof PooledEvent pooled) {
            return pooled;
        }
        throw new IllegalArgumentException(event.getClass() + " is on a topic by pool but belongs to no pool");
    }

    private String json(Event event) {
        try {
            String json = mapper.writeValueAsString(event);
            if (json.length() > MAX_BYTES) {
                throw new IllegalArgumentException(event.getClass().getSimpleName() + " of " + event.subject() + " has "
                        + json.length() + " characters, more than " + MAX_BYTES);
            }
            return json;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(event.getClass() + " cannot be written as JSON", e);
        }
    }

    private <E extends Event> E event(Class<E> base, Class<? extends E> type, byte[] payload) {
        try {
            E event = base.cast(mapper.readValue(payload, type));
            if (event == null || event.namespace() == null || event.subject() == null) {
                throw new UndecodableEventException("payload lacks its namespace or its subject", null);
            }
            return event;
        } catch (IOException | RuntimeException e) {
            throw e instanceof UndecodableEventException known
                    ? known
                    : new UndecodableEventException("payload is not a " + type.getSimpleName(), e);
        }
    }

    private static Instant time(String text) {
        try {
            return InstantText.parse(text);
        } catch (DateTimeException e) {
            throw new UndecodableEventException("header ce_time is not a time", e);
        }
    }

    private static String required(Headers headers, String name) {
        String value = text(headers, name);
        if (value == null || value.isEmpty()) {
            throw new UndecodableEventException("header " + name + " is missing", null);
        }
        return value;
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
    }
}
