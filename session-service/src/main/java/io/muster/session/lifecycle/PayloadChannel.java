package io.muster.session.lifecycle;

import io.muster.contracts.Topics;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.contracts.payload.PayloadReserved;
import io.muster.contracts.payload.ReservationFailed;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The allocator's answers, and the ends of game servers. */
@ApplicationScoped
class PayloadChannel {

    private static final String NAME = "payloads";

    private static final Set<Class<? extends PayloadEvent>> WANTED =
            Set.of(PayloadReserved.class, ReservationFailed.class, PayloadRemoved.class);

    private final EventConsumer consumer;
    private final PayloadService handler;

    PayloadChannel(EventConsumer consumer, PayloadService handler) {
        this.consumer = consumer;
        this.handler = handler;
    }

    @Incoming(NAME)
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.PAYLOADS, WANTED, batch, handler);
    }
}
