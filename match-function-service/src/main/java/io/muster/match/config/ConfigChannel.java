package io.muster.match.config;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.UndecodableEventException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Follows all configs, from the beginning, on every instance. They live in memory only, so a record that cannot be read is
 * left out with a warning; whoever wrote it keeps it in its table.
 */
@ApplicationScoped
public class ConfigChannel {

    private static final Logger LOG = Logger.getLogger(ConfigChannel.class);

    private final EventCodec codec;
    private final QueueRulesService rules;
    private final ConfigPositionListener position;

    public ConfigChannel(
            EventCodec codec, QueueRulesService rules, @Identifier("configs") ConfigPositionListener position) {
        this.codec = codec;
        this.rules = rules;
        this.position = position;
    }

    @Incoming("configs")
    void receive(ConsumerRecords<String, byte[]> batch) {
        for (ConsumerRecord<String, byte[]> taken : batch) {
            apply(taken);
            position.read(taken);
        }
    }

    private void apply(ConsumerRecord<String, byte[]> taken) {
        try {
            codec.decode(Topics.CONFIGS, taken).ifPresent(envelope -> rules.apply(envelope.event()));
        } catch (UndecodableEventException e) {
            LOG.warnf("Config %s at offset %d cannot be read: %s", taken.key(), taken.offset(), e.getMessage());
        }
    }
}
