package io.muster.match.pool;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.match.MatchProposed;
import io.muster.runtime.event.EventCodec;
import io.muster.testing.MusterBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the proposals of one namespace from the time of its making on, however many they are. */
final class ProposalReader implements AutoCloseable {

    private final EventCodec codec = new EventCodec("test");
    private final String namespace;
    private final KafkaConsumer<String, byte[]> consumer;

    ProposalReader(String namespace) {
        this.namespace = namespace;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        MusterBroker.bootstrapServers(),
                        "enable.auto.commit",
                        "false",
                        "max.poll.records",
                        10_000),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.PROPOSALS.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** Proposals that have come meanwhile. */
    List<MatchProposed> poll() {
        return StreamSupport.stream(consumer.poll(Duration.ofMillis(100)).spliterator(), false)
                .flatMap(message -> codec.decode(Topics.PROPOSALS, message).stream())
                .map(Envelope::event)
                .filter(event -> event.namespace().equals(namespace))
                .map(MatchProposed.class::cast)
                .toList();
    }

    @Override
    public void close() {
        consumer.close();
    }
}
