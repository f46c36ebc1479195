package io.muster.session.lifecycle;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Claimed matches become sessions. */
@ApplicationScoped
class MatchChannel {

    private static final String NAME = "matches";

    private final EventConsumer consumer;
    private final MatchService handler;

    MatchChannel(EventConsumer consumer, MatchService handler) {
        this.consumer = consumer;
        this.handler = handler;
    }

    @Incoming(NAME)
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.MATCHES, batch, handler);
    }
}
