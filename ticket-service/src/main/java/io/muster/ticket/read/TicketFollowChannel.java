package io.muster.ticket.read;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.UndecodableEventException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Ticket events of all replicas, which every replica reads as they come, to tell those who wait here for tickets that
 * another one ended. A record that cannot be read costs a held read its early end, and whoever follows that end.
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
        List<TicketEvent> ended = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> followed : batch) {
            if (isEnd(followed) && ends.wants(followed.key())) {
                decode(followed).ifPresent(ended::add);
            }
        }
        ends.heard(ended);
        return Uni.createFrom().voidItem();
    }

    private boolean isEnd(ConsumerRecord<String, byte[]> followed) {
        return codec.typeOf(Topics.TICKETS, followed).filter(TicketEnds::isEnd).isPresent();
    }

    private Optional<TicketEvent> decode(ConsumerRecord<String, byte[]> followed) {
        try {
            return codec.decode(Topics.TICKETS, followed).map(Envelope::event);
        } catch (UndecodableEventException e) {
            LOG.warnf("Event of ticket %s cannot be read: %s", followed.key(), e.getMessage());
            return Optional.empty();
        }
    }
}
