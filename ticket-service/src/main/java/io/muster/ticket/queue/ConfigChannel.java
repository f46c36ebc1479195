package io.muster.ticket.queue;

import io.muster.contracts.Envelope;
import io.muster.contracts.Pool;
import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigEvent;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.UndecodableEventException;
import io.muster.ticket.expiry.TicketSweeper;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.mutiny.Multi;
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
 * Match configs, all of which every replica reads from the beginning. Only the queues in memory follow from them, so a
 * record that cannot be read is left out; the match-function service is the one that cannot do without it.
 */
@ApplicationScoped
public class ConfigChannel {

    private static final Logger LOG = Logger.getLogger(ConfigChannel.class);

    private final EventCodec codec;
    private final QueueService queues;
    private final ConfigPositionListener position;
    private final TicketSweeper sweep;

    public ConfigChannel(
            EventCodec codec,
            QueueService queues,
            @Identifier("configs") ConfigPositionListener position,
            TicketSweeper sweep) {
        this.codec = codec;
        this.queues = queues;
        this.position = position;
        this.sweep = sweep;
    }

    @Incoming("configs")
    Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        List<ConfigDeleted> deleted = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> taken : batch) {
            boolean live = position.reachedEnd();
            decode(taken).map(Envelope::event).ifPresent(event -> {
                queues.apply(event);
                if (live && event instanceof ConfigDeleted deletion) {
                    deleted.add(deletion);
                }
            });
            position.read(taken);
        }
        return Multi.createFrom()
                .iterable(deleted)
                .onItem()
                .transformToUniAndConcatenate(this::failWaiting)
                .toUni();
    }

    private Uni<Void> failWaiting(ConfigDeleted deletion) {
        Pool pool = new Pool(deletion.namespace(), deletion.configId());
        return sweep.failWaiting(pool, deletion.deletedAt())
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        failure, "Tickets of the deleted queue %s will wait until they expire", deletion.configId()))
                .onFailure()
                .recoverWithNull();
    }

    private Optional<Envelope<ConfigEvent>> decode(ConsumerRecord<String, byte[]> taken) {
        try {
            return codec.decode(Topics.CONFIGS, taken);
        } catch (UndecodableEventException e) {
            LOG.warnf("Config %s at offset %d cannot be read: %s", taken.key(), taken.offset(), e.getMessage());
            return Optional.empty();
        }
    }
}
