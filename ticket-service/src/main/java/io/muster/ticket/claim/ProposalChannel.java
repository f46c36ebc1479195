package io.muster.ticket.claim;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Proposals of match functions. */
@ApplicationScoped
public class ProposalChannel {

    private final EventConsumer consumer;
    private final ClaimService claims;

    public ProposalChannel(EventConsumer consumer, ClaimService claims) {
        this.consumer = consumer;
        this.claims = claims;
    }

    @Incoming("proposals")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.PROPOSALS, batch, claims::claim);
    }
}
