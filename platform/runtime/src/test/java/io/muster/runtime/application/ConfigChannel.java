package io.muster.runtime.application;

import io.muster.contracts.Topics;
import io.muster.runtime.event.EventConsumer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

@ApplicationScoped
public class ConfigChannel {

    private final EventConsumer consumer;
    private final RecordingHandler handler;

    public ConfigChannel(EventConsumer consumer, RecordingHandler handler) {
        this.consumer = consumer;
        this.handler = handler;
    }

    @Incoming("configs")
    public Uni<Void> receive(ConsumerRecords<String, byte[]> batch) {
        return consumer.consume(Topics.CONFIGS, batch, handler);
    }
}
