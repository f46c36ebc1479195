package io.muster.match.function;

import io.muster.contracts.Topics;
import io.muster.contracts.function.FunctionEvent;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.UndecodableEventException;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;
import org.jboss.logging.Logger;

/**
 * Follows all custom functions, from the beginning, on every instance. One that cannot be read is left out with a warning;
 * its pools are then matched by the rules.
 */
@ApplicationScoped
public class FunctionChannel {

    private static final Logger LOG = Logger.getLogger(FunctionChannel.class);

    private final EventCodec codec;
    private final FunctionDirectory directory;
    private final FunctionPositionListener position;
    private final List<Consumer<FunctionEvent>> listeners = new CopyOnWriteArrayList<>();

    public FunctionChannel(
            EventCodec codec, FunctionDirectory directory, @Identifier("functions") FunctionPositionListener position) {
        this.codec = codec;
        this.directory = directory;
        this.position = position;
    }

    /** Is called, on the thread of the channel, after a function has changed. */
    public void onChange(Consumer<FunctionEvent> listener) {
        listeners.add(listener);
    }

    @Incoming("functions")
    void receive(ConsumerRecords<String, byte[]> batch) {
        for (ConsumerRecord<String, byte[]> taken : batch) {
            apply(taken);
            position.read(taken);
        }
    }

    private void apply(ConsumerRecord<String, byte[]> taken) {
        try {
            codec.decode(Topics.FUNCTIONS, taken).ifPresent(envelope -> {
                if (directory.apply(envelope.event())) {
                    listeners.forEach(listener -> listener.accept(envelope.event()));
                }
            });
        } catch (UndecodableEventException e) {
            LOG.warnf("Function %s at offset %d cannot be read: %s", taken.key(), taken.offset(), e.getMessage());
        }
    }
}
