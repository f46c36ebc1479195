package io.muster.ticket.queue;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this replica has read the configs: it knows all queues once it has reached the end that it saw when it
 * started. Written by the consumer's threads, read by any.
 */
@ApplicationScoped
@Identifier("configs")
public class ConfigPositionListener implements KafkaConsumerRebalanceListener {

    private final Map<TopicPartition, Long> missing = new ConcurrentHashMap<>();
    private volatile boolean started;

    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (started || partitions.isEmpty()) {
            return;
        }
        consumer.endOffsets(partitions).forEach((partition, end) -> {
            if (consumer.position(partition) < end) {
                missing.put(partition, end);
            }
        });
        started = true;
    }

    /** Notes that a record was taken in. */
    void read(ConsumerRecord<?, ?> taken) {
        TopicPartition partition = new TopicPartition(taken.topic(), taken.partition());
        missing.computeIfPresent(partition, (_, end) -> taken.offset() + 1 >= end ? null : end);
    }

    /** Whether all configs that were there at the start are known. */
    boolean reachedEnd() {
        return started && missing.isEmpty();
    }
}
