package io.muster.allocator.reservation;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Sessions that ask for a game server, and sessions that are over. */
@ApplicationScoped
public class SessionChannel {

    static final String CHANNEL = "sessions";

    private final EventConsumer consumer;
    private final SessionReservationService reservations;

    public SessionChannel(EventConsumer consumer, SessionReservationService reservations) {
        this.consumer = consumer;
        this.reservations = reservations;
    }

    @Incoming(CHANNEL)
    Uni<Void> sessions(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.SESSIONS, batch, reservations::handle);
    }
}
