package io.muster.backfill.follow;

import io.muster.contracts.Topics;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Sessions that start, change and end. */
@ApplicationScoped
class SessionChannel {

    private static final Set<Class<? extends SessionEvent>> WANTED =
            Set.of(SessionClaimed.class, SessionMembersChanged.class, SessionEnded.class, SessionFailed.class);

    private final EventConsumer consumer;
    private final FollowService follow;

    SessionChannel(EventConsumer consumer, FollowService follow) {
        this.consumer = consumer;
        this.follow = follow;
    }

    @Incoming("sessions")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.SESSIONS, WANTED, batch, events -> follow.handle(events, Steps::ofSession));
    }
}
