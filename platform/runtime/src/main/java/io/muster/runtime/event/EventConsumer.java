package io.muster.runtime.event;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.Topic;
import io.muster.runtime.flow.OneByOne;
import io.muster.runtime.trace.EventSpans;
import io.muster.runtime.trace.EventSpans.Handling;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Feeds batches of records to a handler under the rules of the design, section 5: the handler's state commits first,
 * then its answers are published and acknowledged, then the returned {@code Uni} completes and the connector commits the
 * offset. Whatever stops in between is repeated, with the same ids.
 *
 * <ul>
 *   <li>A record of an unknown type is skipped: a newer producer may say things this version need not understand.
 *   <li>A record that cannot be decoded, or on which the handler fails, goes to the dead letters and parks its key.
 *   <li>While database or broker are away the batch is tried again with back-off, for ever; the readiness check is down
 *       meanwhile.
 *   <li>An attempt that has not ended after {@code muster.events.longest-attempt} counts as one of these: what is lost on
 *       the way must not stop the channel for ever.
 * </ul>
 *
 * <p>Batches of one channel must come one after the other, which the connector sees to; different channels may call at
 * the same time.
 */
@ApplicationScoped
public class EventConsumer {

    /** A record with the event in it. */
    private record Received<E extends Event>(ConsumerRecord<String, byte[]> raw, Envelope<E> envelope) {}

    /** A record for the dead letters. */
    private record Dead(ConsumerRecord<String, byte[]> raw, String reason) {}

    private final EventCodec codec;
    private final EventPublisher publisher;
    private final DeadLetters deadLetters;
    private final ParkedKeys parkedKeys;
    private final Retry retry;
    private final EventSpans spans;
    private final MeterRegistry meters;
    private final Duration longestAttempt;
    private final Map<TopicPartition, Long> nextOffsets = new ConcurrentHashMap<>();

    public EventConsumer(
            EventCodec codec,
            EventPublisher publisher,
            DeadLetters deadLetters,
            ParkedKeys parkedKeys,
            Retry retry,
            EventSpans spans,
            MeterRegistry meters,
            @ConfigProperty(name = "muster.events.longest-attempt", defaultValue = "PT60S") Duration longestAttempt) {
        this.codec = codec;
        this.publisher = publisher;
        this.deadLetters = deadLetters;
        this.parkedKeys = parkedKeys;
        this.retry = retry;
        this.spans = spans;
        this.meters = meters;
        this.longestAttempt = longestAttempt;
    }

    /**
     * Handles one batch.
     *
     * @return completes when everything in the batch is dealt with; return it from the channel method. It does not fail
     *     for reasons inside the batch
     */
    public <E extends Event> Uni<Void> consume(
            Topic<E> topic, ConsumerRecords<String, byte[]> batch, EventHandler<E> handler) {
        return consume(topic, Set.copyOf(topic.types().values()), batch, handler);
    }

    /**
     * Handles the events of some types in one batch; the others are not even decoded.
     *
     * @param wanted the types that mean something to the handler
     * @return as {@link #consume(Topic, ConsumerRecords, EventHandler)}
     */
    public <E extends Event> Uni<Void> consume(
            Topic<E> topic,
            Set<Class<? extends E>> wanted,
            ConsumerRecords<String, byte[]> batch,
            EventHandler<E> handler) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>(batch.count());
        batch.records(topic.name()).forEach(records::add);
        return retry.untilDone(topic.name(), () -> loadParkedKeysWhenMoved(topic, batch))
                .chain(() -> decodeAll(topic, wanted, records))
                .chain(events -> handleAll(topic, events, handler))
                .invoke(() -> {
                    rememberOffsets(batch);
                    meters.counter("muster_events_consumed", "topic", topic.name())
                            .increment(records.size());
                });
    }

    /**
     * A batch that does not continue where the last one ended comes from a partition that was with another instance,
     * which may have parked keys that this one does not know of.
     */
    private Uni<Void> loadParkedKeysWhenMoved(Topic<?> topic, ConsumerRecords<String, byte[]> batch) {
        boolean continues = batch.partitions().stream()
                .allMatch(partition -> nextOffsets.getOrDefault(partition, -1L)
                        == batch.records(partition).getFirst().offset());
        return continues ? Uni.createFrom().voidItem() : parkedKeys.load(topic.name());
    }

    private void rememberOffsets(ConsumerRecords<String, byte[]> batch) {
        for (TopicPartition partition : batch.partitions()) {
            nextOffsets.put(partition, batch.records(partition).getLast().offset() + 1);
        }
    }

    private <E extends Event> Uni<List<Received<E>>> decodeAll(
            Topic<E> topic, Set<Class<? extends E>> wanted, List<ConsumerRecord<String, byte[]>> records) {
        List<Received<E>> events = new ArrayList<>(records.size());
        List<Dead> dead = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> received : records) {
            try {
                Optional<Class<? extends E>> type = codec.typeOf(topic, received);
                if (type.isEmpty()) {
                    countSkipped(topic);
                } else if (wanted.contains(type.get())) {
                    events.add(new Received<>(received, codec.decode(topic, type.get(), received)));
                }
            } catch (UndecodableEventException e) {
                dead.add(new Dead(received, e.getMessage()));
            }
        }
        return OneByOne.each(dead, one -> bury(topic, one)).replaceWith(events);
    }

    private void countSkipped(Topic<?> topic) {
        meters.counter("muster_events_skipped", "topic", topic.name()).increment();
    }

    private <E extends Event> Uni<Void> handleAll(Topic<E> topic, List<Received<E>> events, EventHandler<E> handler) {
        List<Received<E>> open = new ArrayList<>(events.size());
        List<Received<E>> parked = new ArrayList<>();
        for (Received<E> event : events) {
            boolean follows = parkedKeys.contains(topic.name(), event.raw().key());
            (follows ? parked : open).add(event);
        }
        Uni<Void> followers = OneByOne.each(
                parked, event -> retry.untilDone(topic.name(), () -> deadLetters.follow(topic, event.raw())));
        return open.isEmpty() ? followers : followers.chain(() -> handleOpen(topic, open, handler));
    }

    private <E extends Event> Uni<Void> handleOpen(Topic<E> topic, List<Received<E>> events, EventHandler<E> handler) {
        Handling<E> handling =
                spans.start(topic, events.stream().map(Received::envelope).toList());
        return retry.untilDone(
                        topic.name(),
                        () -> timed("handle", topic, () -> handler.handle(handling.events()))
                                .chain(answers -> timed("publish", topic, () -> publisher.publish(answers)))
                                .ifNoItem()
                                .after(longestAttempt)
                                .fail())
                .onTermination()
                .invoke((_, failure, _) -> handling.end(failure))
                .onFailure()
                .recoverWithUni(failure -> isolate(topic, events, handler, failure));
    }

    /** What a batch waits for: its handler, that is the database, or the broker's acknowledgement of the answers. */
    private <T> Uni<T> timed(String step, Topic<?> topic, Supplier<Uni<? extends T>> work) {
        return Uni.createFrom().deferred(() -> {
            Timer.Sample start = Timer.start(meters);
            return Uni.createFrom()
                    .<T>deferred(work)
                    .onTermination()
                    .invoke(() -> start.stop(meters.timer("muster_events_batch", "topic", topic.name(), "step", step)));
        });
    }

    /** Takes a batch apart until the event at fault is alone. The handler is idempotent, so the others may come again. */
    private <E extends Event> Uni<Void> isolate(
            Topic<E> topic, List<Received<E>> events, EventHandler<E> handler, Throwable failure) {
        if (events.size() == 1) {
            return bury(topic, new Dead(events.getFirst().raw(), failure.toString()));
        }
        int middle = events.size() / 2;
        return handleAll(topic, events.subList(0, middle), handler)
                .chain(() -> handleAll(topic, events.subList(middle, events.size()), handler));
    }

    private Uni<Void> bury(Topic<?> topic, Dead dead) {
        return retry.untilDone(topic.name(), () -> deadLetters.bury(topic, dead.raw(), dead.reason()));
    }
}
