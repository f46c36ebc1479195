package io.muster.backfill.follow;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Tickets claimed: for a new match, whose players may be needed later, or for open seats. */
@ApplicationScoped
class MatchChannel {

    private final EventConsumer consumer;
    private final FollowService follow;

    MatchChannel(EventConsumer consumer, FollowService follow) {
        this.consumer = consumer;
        this.follow = follow;
    }

    @Incoming("matches")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.MATCHES, batch, events -> follow.handle(events, Steps::ofMatch));
    }
}
