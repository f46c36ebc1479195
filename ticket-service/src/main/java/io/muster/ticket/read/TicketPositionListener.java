package io.muster.ticket.read;

import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Closes the streams when this replica begins to follow the tickets at another place than where it stopped: it starts at
 * the end of the topic each time, and what came between is lost to it. Called by the consumer's thread.
 */
@ApplicationScoped
@Identifier("tickets")
public class TicketPositionListener implements KafkaConsumerRebalanceListener {

    private final EndStreams streams;

    public TicketPositionListener(EndStreams streams) {
        this.streams = streams;
    }

    /** Finds the place first, so that a stream which is opened from now on misses nothing. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(consumer::position);
        streams.interrupt();
    }
}
