package io.muster.runtime.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.thread.CallerContext;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The one Kafka producer of a service.
 *
 * <p>Its own thread calls {@code send}, because that blocks while the metadata of a topic is fetched. At most {@link
 * #MAX_IN_FLIGHT} records wait for their acknowledgement; beyond that a call fails with a 503 problem. A record is never
 * given up while the broker is away, because giving up one and sending the next would turn their order around: the call
 * just stays open until the broker is back.
 *
 * <p>Records linger for a millisecond, so that those of one call leave in one request though they go to several partitions.
 */
@Startup
@ApplicationScoped
public class KafkaPublisher implements EventPublisher, RecordSender {

    static final int MAX_IN_FLIGHT = 20_000;

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);

    private final EventCodec codec;
    private final Producer<String, byte[]> producer;
    private final ExecutorService sendThread;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Counter published;
    private final Counter failed;

    public KafkaPublisher(
            EventCodec codec, @Identifier("default-kafka-broker") Map<String, Object> kafka, MeterRegistry meters) {
        this.codec = codec;
        this.producer = new KafkaProducer<>(settings(kafka), new StringSerializer(), new ByteArraySerializer());
        this.sendThread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("muster-publisher").daemon().factory());
        this.published = meters.counter("muster_events_published");
        this.failed = meters.counter("muster_events_publish_failed");
        meters.gauge("muster_events_publishing", inFlight);
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L * 1024 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(1).toMillis());
        return settings;
    }

    @Override
    public Uni<Void> publish(List<? extends Outgoing<?>> events) {
        if (events.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom()
                .deferred(() -> send(events.stream()
                        .map(event -> codec.encode(event).toRecord())
                        .toList()));
    }

    @Override
    public Uni<Void> send(List<ProducerRecord<String, byte[]>> records) {
        if (records.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Uni.createFrom().emitter(emitter -> enqueue(records, emitter));
    }

    private void enqueue(List<ProducerRecord<String, byte[]>> records, UniEmitter<? super Void> emitter) {
        int size = records.size();
        int total = inFlight.addAndGet(size);
        if (total > MAX_IN_FLIGHT && total > size) { // a single large call is let through, else it never could
            inFlight.addAndGet(-size);
            emitter.fail(Problems.overloaded(RETRY_AFTER));
            return;
        }
        Delivery delivery = new Delivery(size, CallerContext.capture(), emitter);
        try {
            sendThread.execute(() -> sendAll(records, delivery));
        } catch (RejectedExecutionException e) {
            delivery.failed(e, size);
        }
    }

    private void sendAll(List<ProducerRecord<String, byte[]>> records, Delivery delivery) {
        int sent = 0;
        try {
            for (ProducerRecord<String, byte[]> next : records) {
                var _ = producer.send(next, (metadata, failure) -> delivery.acknowledged(failure));
                sent++;
            }
        } catch (RuntimeException e) {
            delivery.failed(e, records.size() - sent); // the rest must not overtake the one that could not be sent
        }
    }

    @PreDestroy
    void close() {
        sendThread.shutdown();
        producer.close(CLOSE_TIMEOUT);
    }

    /** Counts the acknowledgements of one call; completes it with the last one. */
    private final class Delivery {

        private final AtomicInteger open;
        private final AtomicReference<Throwable> firstFailure = new AtomicReference<>();
        private final CallerContext caller;
        private final UniEmitter<? super Void> emitter;

        Delivery(int size, CallerContext caller, UniEmitter<? super Void> emitter) {
            this.open = new AtomicInteger(size);
            this.caller = caller;
            this.emitter = emitter;
        }

        void acknowledged(Exception failure) {
            if (failure == null) {
                published.increment();
                settle(1);
            } else {
                failed(failure, 1);
            }
        }

        void failed(Exception failure, int records) {
            failed.increment(records);
            firstFailure.compareAndSet(null, failure);
            settle(records);
        }

        private void settle(int records) {
            inFlight.addAndGet(-records);
            if (open.addAndGet(-records) == 0) {
                Throwable failure = firstFailure.get();
                caller.run(failure == null ? () -> emitter.complete(null) : () -> emitter.fail(failure));
            }
        }
    }
}
