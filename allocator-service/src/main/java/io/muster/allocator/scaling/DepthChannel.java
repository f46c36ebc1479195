package io.muster.allocator.scaling;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** How many tickets wait in queues, at most once a second for each. */
@ApplicationScoped
public class DepthChannel {

    static final String CHANNEL = "depths";

    private final EventConsumer consumer;
    private final PrewarmService prewarm;

    public DepthChannel(EventConsumer consumer, PrewarmService prewarm) {
        this.consumer = consumer;
        this.prewarm = prewarm;
    }

    @Incoming(CHANNEL)
    Uni<Void> depths(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.DEPTHS, batch, prewarm::handle);
    }
}
