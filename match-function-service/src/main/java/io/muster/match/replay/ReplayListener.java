package io.muster.match.replay;

import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * How far this instance has read a topic that it reads as a whole. It knows everything once it has reached the end that it
 * saw when it started. Written by the threads of the consumer, read by any.
 */
public abstract class ReplayListener implements KafkaConsumerRebalanceListener {

    private final Map<TopicPartition, Long> missing = new ConcurrentHashMap<>();
    private final List<Runnable> waiting = new CopyOnWriteArrayList<>();
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
        tellWhenReached();
    }

    /** Notes that a record was taken in. */
    public void read(ConsumerRecord<?, ?> taken) {
        if (missing.isEmpty()) {
            return;
        }
        TopicPartition partition = new TopicPartition(taken.topic(), taken.partition());
        missing.computeIfPresent(partition, (p, end) -> taken.offset() + 1 >= end ? null : end);
        tellWhenReached();
    }

    /** Whether everything that was there at the start is known. */
    public boolean reachedEnd() {
        return started && missing.isEmpty();
    }

    /** Calls back, on a thread of the consumer or at once, when {@link #reachedEnd()} has become true. */
    public void whenReached(Runnable action) {
        waiting.add(action);
        tellWhenReached();
    }

    private void tellWhenReached() {
        if (reachedEnd()) {
            for (Runnable action : List.copyOf(waiting)) {
                if (waiting.remove(action)) {
                    action.run();
                }
            }
        }
    }
}
