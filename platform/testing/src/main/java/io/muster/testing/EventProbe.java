package io.muster.testing;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.PooledEvent;
import io.muster.contracts.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/**
 * Stands in for the other services in a component test: publishes their events and awaits what the service under test
 * publishes. Uses plain Kafka clients, so it does not share code with what it checks.
 *
 * <p>Sees every record that arrives on the topics it was opened for after it was opened, in the order of each partition.
 * Topics are shared by all tests of a JVM: filter by a namespace or id of your own. For one thread.
 */
public final class EventProbe implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(50);

    private final EventJson json = new EventJson();
    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<ConsumerRecord<String, byte[]>> seen = new ArrayList<>();

    private EventProbe(List<String> topics) {
        String bootstrapServers = MusterBroker.bootstrapServers();
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.LINGER_MS_CONFIG,
                        0,
                        ProducerConfig.ACKS_CONFIG,
                        "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", "false"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        listen(topics);
    }

    /** Opens a probe that listens to the given topics, none of them if it only publishes. */
    public static EventProbe on(Topic<?>... topics) {
        return new EventProbe(List.of(topics).stream().map(Topic::name).toList());
    }

    /** Opens a probe on topics by name, such as dead-letter topics, which must exist. */
    public static EventProbe onNames(String... topics) {
        return new EventProbe(List.of(topics));
    }

    /** Publishes an event with a new id and the present time, and answers when the broker has acknowledged it. */
    public <E extends Event> Envelope<E> publish(Topic<E> topic, E event) {
        return publish(topic, new Envelope<>(UUID.randomUUID().toString(), Instant.now(), null, event));
    }

    /** Publishes exactly this envelope; twice with the same one is how a replay looks to a consumer. */
    public <E extends Event> Envelope<E> publish(Topic<E> topic, Envelope<E> envelope) {
        E event = envelope.event();
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic.name(), partition(topic, event), event.subject(), json.write(event));
        header(message, "ce_specversion", "1.0");
        header(message, "ce_id", envelope.id());
        header(message, "ce_type", topic.typeOf(event));
        header(message, "ce_source", "/muster/test");
        header(message, "ce_time", envelope.time().toString());
        header(message, "ce_subject", event.subject());
        header(message, "content-type", "application/json");
        if (envelope.traceparent() != null) {
            header(message, "traceparent", envelope.traceparent());
        }
        publishRaw(message);
        return envelope;
    }

    /** Publishes any record, for tests with poison. */
    public void publishRaw(ProducerRecord<String, byte[]> message) {
        try {
            producer.send(message).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("not published to " + message.topic(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishing", e);
        }
    }

    /** Waits up to 20 s for an event of that class which matches, and answers the first. */
    public <E extends Event, T extends E> T await(Topic<E> topic, Class<T> type, Predicate<? super T> matches) {
        return awaitEnvelope(topic, type, matches).event();
    }

    /** As {@link #await}, with id, time and trace of the event. */
    public <E extends Event, T extends E> Envelope<T> awaitEnvelope(
            Topic<E> topic, Class<T> type, Predicate<? super T> matches) {
        return awaitCount(topic, type, matches, 1).getFirst();
    }

    /** Waits until at least that many have come, and answers all that have. */
    public <E extends Event, T extends E> List<Envelope<T>> awaitCount(
            Topic<E> topic, Class<T> type, Predicate<? super T> matches, int count) {
        Awaitility.await("at least " + count + " " + type.getSimpleName() + " on " + topic.name())
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> seen(topic, type, matches).size() >= count);
        return seen(topic, type, matches);
    }

    /** What has arrived by now of that class and matches, oldest first. */
    public <E extends Event, T extends E> List<Envelope<T>> seen(
            Topic<E> topic, Class<T> type, Predicate<? super T> matches) {
        poll();
        return seen.stream()
                .filter(message -> message.topic().equals(topic.name()))
                .flatMap(message -> json.read(topic, message).stream())
                .filter(envelope -> type.isInstance(envelope.event()))
                .map(envelope -> new Envelope<>(
                        envelope.id(), envelope.time(), envelope.traceparent(), type.cast(envelope.event())))
                .filter(envelope -> matches.test(envelope.event()))
                .toList();
    }

    /** Every record that has arrived by now, as it came. */
    public List<ConsumerRecord<String, byte[]>> records() {
        poll();
        return List.copyOf(seen);
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
        consumer.close();
    }

    private void listen(List<String> topics) {
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void poll() {
        if (!consumer.assignment().isEmpty()) {
            consumer.poll(POLL).forEach(seen::add);
        }
    }

    private static Integer partition(Topic<?> topic, Event event) {
        return switch (topic.partitioning()) {
            case BY_KEY -> null;
            case BY_POOL -> ((PooledEvent) event).pool().partition(topic.partitions());
        };
    }

    private static void header(ProducerRecord<String, byte[]> message, String name, String value) {
        message.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
