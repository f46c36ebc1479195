package io.muster.gateway.delivery;

import io.muster.contracts.Topics;
import io.muster.contracts.notification.NotificationDelivered;
import io.muster.contracts.notification.ServerConnected;
import io.muster.gateway.GatewayConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Reads all of {@code notifications}, on a thread of its own and in no consumer group: there is nothing to share and
 * nothing to commit. It starts as far back as messages are kept, and is ready when it has reached the end it saw.
 */
@ApplicationScoped
class NotificationConsumer {

    private static final Logger LOG = Logger.getLogger(NotificationConsumer.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long BACK_OFF_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Feed feed;
    private final NotificationJson json;
    private final InstantSource clock;
    private final Duration window;
    private final String bootstrapServers;
    private volatile boolean running = true;
    private volatile boolean caughtUp;
    private volatile KafkaConsumer<String, byte[]> current;
    private Thread thread;

    NotificationConsumer(
            Mailboxes mailboxes,
            Connections connections,
            NotificationJson json,
            InstantSource clock,
            GatewayConfig config,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers) {
        this.feed = new Feed(mailboxes, connections);
        this.json = json;
        this.clock = clock;
        this.window = config.keepUndelivered();
        this.bootstrapServers = bootstrapServers;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("notification-feed").daemon().start(this::run);
    }

    void stop(@Observes ShutdownEvent event) {
        running = false;
        KafkaConsumer<String, byte[]> open = current;
        if (open != null) {
            open.wakeup();
        }
        LockSupport.unpark(thread);
    }

    /** Whether everything that was there at the start has been seen, and the broker answers. */
    boolean isCaughtUp() {
        return caughtUp;
    }

    private void run() {
        while (running) {
            try (KafkaConsumer<String, byte[]> consumer = open()) {
                current = consumer;
                readUntilStopped(consumer, seek(consumer));
            } catch (WakeupException e) {
                LOG.debug("woken up to stop");
            } catch (RuntimeException e) {
                caughtUp = false;
                LOG.warnf("notifications cannot be read, trying again: %s", e);
                LockSupport.parkNanos(BACK_OFF_NANOS);
            } finally {
                current = null;
            }
        }
    }

    private KafkaConsumer<String, byte[]> open() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "notification-feed");
        return new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    /** Goes back as far as messages are kept; answers the ends of the partitions. */
    private Map<TopicPartition, Long> seek(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.NOTIFICATIONS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException("there is no topic " + Topics.NOTIFICATIONS.name());
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long since = clock.instant().minus(window).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, since));
        Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
        partitions.forEach(partition -> {
            OffsetAndTimestamp start = starts.get(partition);
            consumer.seek(partition, start == null ? ends.get(partition) : start.offset());
        });
        return ends;
    }

    private void readUntilStopped(KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        while (running) {
            consumer.poll(POLL).forEach(this::read);
            if (!caughtUp) {
                caughtUp = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
            }
        }
    }

    private void read(ConsumerRecord<String, byte[]> received) {
        try {
            String type = header(received, "ce_type");
            if ("notification-requested.v1".equals(type)) {
                feed.requested(letter(received), clock.instant());
            } else if (feed.concerns(received.key())) {
                readAbout(type, received.value());
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf(
                    "a notification cannot be read: partition %d, offset %d: %s",
                    received.partition(), received.offset(), e);
        }
    }

    private void readAbout(String type, byte[] value) throws IOException {
        if ("notification-delivered.v1".equals(type)) {
            feed.delivered(json.read(value, NotificationDelivered.class));
        } else if ("server-connected.v1".equals(type)) {
            feed.connected(json.read(value, ServerConnected.class));
        }
    }

    private Letter letter(ConsumerRecord<String, byte[]> received) {
        Instant expiresAt = Instant.ofEpochMilli(received.timestamp()).plus(window);
        return new Letter(
                received.key(),
                header(received, "ce_id"),
                header(received, "traceparent"),
                expiresAt,
                received.value());
    }

    private static String header(ConsumerRecord<String, byte[]> received, String name) {
        Header header = received.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }
}
