package io.muster.gateway.source;

import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.gateway.message.Notifications;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** What backfill has to say to game servers. */
@ApplicationScoped
class BackfillChannel {

    private static final Set<Class<? extends BackfillEvent>> WANTED =
            Set.of(BackfillProposed.class, BackfillClosed.class);

    private final EventConsumer consumer;
    private final Notifications notifications;
    private final InstantSource clock;

    BackfillChannel(EventConsumer consumer, Notifications notifications, InstantSource clock) {
        this.consumer = consumer;
        this.notifications = notifications;
        this.clock = clock;
    }

    @Incoming("backfills")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(
                Topics.BACKFILLS,
                WANTED,
                batch,
                events -> Uni.createFrom().item(notifications.ofBackfills(events, clock.instant())));
    }
}
