package io.muster.backfill.follow;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Sessions that start, change and end. */
@ApplicationScoped
class SessionChannel {

    private final EventConsumer consumer;
    private final FollowService follow;

    SessionChannel(EventConsumer consumer, FollowService follow) {
        this.consumer = consumer;
        this.follow = follow;
    }

    @Incoming("sessions")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.SESSIONS, batch, events -> follow.handle(events, Steps::ofSession));
    }
}
