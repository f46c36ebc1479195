package io.muster.allocator.reservation;

import io.muster.contracts.Topics;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Sessions that ask for a game server, and sessions that are over. */
@ApplicationScoped
public class SessionChannel {

    static final String CHANNEL = "sessions";

    private static final Set<Class<? extends SessionEvent>> WANTED =
            Set.of(SessionCreated.class, SessionEnded.class, SessionFailed.class);

    private final EventConsumer consumer;
    private final SessionReservationService reservations;

    public SessionChannel(EventConsumer consumer, SessionReservationService reservations) {
        this.consumer = consumer;
        this.reservations = reservations;
    }

    @Incoming(CHANNEL)
    Uni<Void> sessions(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.SESSIONS, WANTED, batch, reservations::handle);
    }
}
