package io.muster.runtime.event;

import io.muster.contracts.Event;
import io.muster.contracts.Topic;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Feeds batches of records to a handler. */
@ApplicationScoped
public class EventConsumer {

    public <E extends Event> Uni<Void> consume(
            Topic<E> topic, ConsumerRecords<String, byte[]> batch, EventHandler<E> handler) {
        return Uni.createFrom().failure(new UnsupportedOperationException(topic.name() + batch.count() + handler));
    }
}
