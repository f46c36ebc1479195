package io.muster.match.pool;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/**
 * Starts and ends pools with their partitions. The range assignor gives partitions of equal number on both topics to the
 * same instance, so a pool's tickets and backfills always come together.
 */
@ApplicationScoped
@Identifier("pools")
public class PoolAssignmentListener implements KafkaConsumerRebalanceListener {

    private static final Logger LOG = Logger.getLogger(PoolAssignmentListener.class);

    private final PoolService pools;

    public PoolAssignmentListener(PoolService pools) {
        this.pools = pools;
    }

    /** Seeks to the beginning and notes the present end. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        consumer.seekToBeginning(partitions);
        Map<Integer, Map<String, Long>> ends = new HashMap<>();
        partitions.forEach(partition -> ends.put(partition.partition(), new HashMap<>()));
        consumer.endOffsets(partitions).forEach((partition, end) -> {
            if (consumer.position(partition) < end) {
                ends.get(partition.partition()).put(partition.topic(), end);
            }
        });
        ends.forEach(pools::assigned);
        LOG.infof("Owns partitions %s", ends.keySet());
    }

    @Override
    public void onPartitionsRevoked(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        release(partitions);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        release(partitions);
    }

    private void release(Collection<TopicPartition> partitions) {
        Set<Integer> numbers =
                partitions.stream().map(TopicPartition::partition).collect(Collectors.toSet());
        numbers.forEach(pools::revoked);
    }
}
