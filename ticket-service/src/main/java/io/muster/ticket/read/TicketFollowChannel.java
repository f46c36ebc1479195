package io.muster.ticket.read;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketReturned;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.UndecodableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Ticket events of all replicas, which every replica reads as they come, to answer the reads it holds. A record that
 * cannot be read costs a held read its early end and nothing else.
 */
@ApplicationScoped
public class TicketFollowChannel {

    private static final Logger LOG = Logger.getLogger(TicketFollowChannel.class);

    private final EventCodec codec;
    private final HeldReads held;

    public TicketFollowChannel(EventCodec codec, HeldReads held) {
        this.codec = codec;
        this.held = held;
    }

    @Incoming("tickets")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        for (ConsumerRecord<String, byte[]> followed : batch) {
            if (held.holds(followed.key())) {
                decode(followed)
                        .map(Envelope::event)
                        .filter(TicketFollowChannel::ends)
                        .ifPresent(held::ended);
            }
        }
        return Uni.createFrom().voidItem();
    }

    private static boolean ends(TicketEvent event) {
        return !(event instanceof TicketCreated || event instanceof TicketClaimed || event instanceof TicketReturned);
    }

    private Optional<Envelope<TicketEvent>> decode(ConsumerRecord<String, byte[]> followed) {
        try {
            return codec.decode(Topics.TICKETS, followed);
        } catch (UndecodableEventException e) {
            LOG.debugf("Event of ticket %s cannot be read: %s", followed.key(), e.getMessage());
            return Optional.empty();
        }
    }
}
