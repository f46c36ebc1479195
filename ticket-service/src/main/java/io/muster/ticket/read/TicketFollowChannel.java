package io.muster.ticket.read;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.UndecodableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
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

    private static final Set<Class<? extends TicketEvent>> ENDS =
            Set.of(TicketAssigned.class, TicketCancelled.class, TicketExpired.class, TicketFailed.class);

    private final EventCodec codec;
    private final RecentTickets recent;
    private final HeldReads held;

    public TicketFollowChannel(EventCodec codec, RecentTickets recent, HeldReads held) {
        this.codec = codec;
        this.recent = recent;
        this.held = held;
    }

    @Incoming("tickets")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        for (ConsumerRecord<String, byte[]> followed : batch) {
            try {
                if (ends(followed)) {
                    end(followed);
                }
            } catch (UndecodableEventException e) {
                LOG.debugf("Event of ticket %s cannot be read: %s", followed.key(), e.getMessage());
            }
        }
        return Uni.createFrom().voidItem();
    }

    private boolean ends(ConsumerRecord<String, byte[]> followed) {
        return codec.typeOf(Topics.TICKETS, followed).filter(ENDS::contains).isPresent();
    }

    /** Forgets the ticket first: who still found it there is held already, and so is told. */
    private void end(ConsumerRecord<String, byte[]> followed) {
        recent.remove(followed.key());
        if (held.holds(followed.key())) {
            codec.decode(Topics.TICKETS, followed).map(Envelope::event).ifPresent(held::ended);
        }
    }
}
