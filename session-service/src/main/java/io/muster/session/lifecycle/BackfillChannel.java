package io.muster.session.lifecycle;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Backfill tickets and the players they bring. */
@ApplicationScoped
class BackfillChannel {

    private static final String NAME = "backfills";

    private final EventConsumer consumer;
    private final BackfillService handler;

    BackfillChannel(EventConsumer consumer, BackfillService handler) {
        this.consumer = consumer;
        this.handler = handler;
    }

    @Incoming(NAME)
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.BACKFILLS, batch, handler);
    }
}
