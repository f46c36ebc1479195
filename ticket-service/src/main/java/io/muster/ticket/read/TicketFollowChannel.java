package io.muster.ticket.read;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.UndecodableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Ticket events of all replicas, which every replica reads as they come, to answer the reads it holds for tickets that
 * another one ended. A record that cannot be read costs a held read its early end and nothing else.
 */
@ApplicationScoped
public class TicketFollowChannel {

    private static final Logger LOG = Logger.getLogger(TicketFollowChannel.class);

    private final EventCodec codec;
    private final TicketEnds ends;

    public TicketFollowChannel(EventCodec codec, TicketEnds ends) {
        this.codec = codec;
        this.ends = ends;
    }

    @Incoming("tickets")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        for (ConsumerRecord<String, byte[]> followed : batch) {
            try {
                if (isEnd(followed) && ends.forget(followed.key())) {
                    codec.decode(Topics.TICKETS, followed).map(Envelope::event).ifPresent(ends::tell);
                }
            } catch (UndecodableEventException e) {
                LOG.debugf("Event of ticket %s cannot be read: %s", followed.key(), e.getMessage());
            }
        }
        return Uni.createFrom().voidItem();
    }

    private boolean isEnd(ConsumerRecord<String, byte[]> followed) {
        return codec.typeOf(Topics.TICKETS, followed).filter(TicketEnds::isEnd).isPresent();
    }
}
