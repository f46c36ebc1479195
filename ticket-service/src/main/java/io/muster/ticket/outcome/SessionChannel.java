package io.muster.ticket.outcome;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.runtime.event.EventConsumer;
import io.muster.runtime.event.Outgoing;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Sessions that have their server assign their tickets; sessions that find none give them back. */
@ApplicationScoped
public class SessionChannel {

    private static final Set<Class<? extends SessionEvent>> WANTED = Set.of(SessionClaimed.class, SessionFailed.class);

    private final EventConsumer consumer;
    private final OutcomeService outcomes;
    private final InstantSource clock;

    public SessionChannel(EventConsumer consumer, OutcomeService outcomes, InstantSource clock) {
        this.consumer = consumer;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    @Incoming("sessions")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.SESSIONS, WANTED, batch, this::handle);
    }

    private Uni<List<Outgoing<?>>> handle(List<Envelope<SessionEvent>> events) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return outcomes.carryOut(
                events.stream().flatMap(event -> Outcomes.ofSession(event, now)).toList());
    }
}
