package io.muster.ticket.outcome;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.runtime.event.EventConsumer;
import io.muster.runtime.event.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Backfills that are approved assign their tickets; those that are not give them back. */
@ApplicationScoped
public class BackfillChannel {

    private final EventConsumer consumer;
    private final OutcomeService outcomes;
    private final InstantSource clock;

    public BackfillChannel(EventConsumer consumer, OutcomeService outcomes, InstantSource clock) {
        this.consumer = consumer;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Incoming("backfills")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.BACKFILLS, batch, this::handle);
    }

    private Uni<List<Outgoing<?>>> handle(List<Envelope<BackfillEvent>> events) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return outcomes.carryOut(events.stream()
                .flatMap(event -> Outcomes.ofBackfill(event, now))
                .toList());
    }
}
