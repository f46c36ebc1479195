package io.muster.gateway.source;

import io.muster.contracts.Topics;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.gateway.message.Notifications;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What sessions have to say to their game servers. */
@ApplicationScoped
class SessionChannel {

    private static final Set<Class<? extends SessionEvent>> WANTED =
            Set.of(SessionClaimed.class, SessionMembersChanged.class, SessionEnded.class);

    private final EventConsumer consumer;
    private final Notifications notifications;
    private final InstantSource clock;

    SessionChannel(EventConsumer consumer, Notifications notifications, InstantSource clock) {
        this.consumer = consumer;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Incoming("sessions")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(
                Topics.SESSIONS,
                WANTED,
                batch,
                events -> Uni.createFrom().item(notifications.ofSessions(events, clock.instant())));
    }
}
