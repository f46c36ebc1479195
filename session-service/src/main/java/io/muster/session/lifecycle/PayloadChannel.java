package io.muster.session.lifecycle;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The allocator's answers, and the ends of game servers. */
@ApplicationScoped
class PayloadChannel {

    private static final String NAME = "payloads";

    private final EventConsumer consumer;
    private final PayloadService handler;

    PayloadChannel(EventConsumer consumer, PayloadService handler) {
        this.consumer = consumer;
        this.handler = handler;
    }

    @Incoming(NAME)
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.PAYLOADS, batch, handler);
    }
}
