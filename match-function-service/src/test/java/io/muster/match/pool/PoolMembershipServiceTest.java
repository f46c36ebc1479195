package io.muster.match.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.muster.contracts.Topics;
import io.muster.testing.MusterBroker;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Sessions end long after a test has given up, so whoever has partitions has them for another reason. */
class PoolMembershipServiceTest {

    private static final int SESSION_MILLIS = 300_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String group = "membership-" + UUID.randomUUID();

    @Test
    void partitionsAreBackAtOnceAfterCrash() throws InterruptedException {
        crash("one");

        assertThat(partitionsOf("one")).isEqualTo(Topics.PARTITIONS);
    }

    @Test
    void partitionsOfWhoHasLeftGoToAnother() throws InterruptedException {
        crash("one");
        PoolMembershipService.leave(broker(), group, "one");

        assertThat(partitionsOf("two")).isEqualTo(Topics.PARTITIONS);
    }

    @Test
    void doesNotWaitLongForBrokersThatAreAway() {
        Map<String, Object> nowhere = Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:1");

        assertTimeout(Duration.ofSeconds(30), () -> PoolMembershipService.leave(nowhere, group, "one"));
    }

    @Test
    void otherChannelsStayNameless() {
        Map<String, Object> consumer = new PoolMembershipService(broker(), Optional.of("one"), 0)
                .customize("configs", ConfigProvider.getConfig(), settings());

        assertThat(consumer).doesNotContainKey(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
    }

    /** The brokers see no difference to a crash: a named member says nothing when it is closed. */
    private void crash(String instance) {
        assertThat(partitionsOf(instance)).isEqualTo(Topics.PARTITIONS);
    }

    private int partitionsOf(String instance) {
        Map<String, Object> named = new PoolMembershipService(broker(), Optional.of(instance), 0)
                .customize("pools", ConfigProvider.getConfig(), settings());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(named, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Topics.TICKETS.name()));
            long start = System.nanoTime();
            while (consumer.assignment().isEmpty() && System.nanoTime() - start < PATIENCE.toNanos()) {
                consumer.poll(Duration.ofMillis(100));
            }
            return consumer.assignment().size();
        }
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>(broker());
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        return settings;
    }

    private static Map<String, Object> broker() {
        return Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, MusterBroker.bootstrapServers());
    }
}
