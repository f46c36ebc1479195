package io.muster.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.contracts.Topic;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Puts records that cannot be handled aside, as they came, with the reason in their headers, and parks their key. The
 * letter is written before the key is parked: a crash in between repeats the letter, and loses nothing.
 */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = Logger.getLogger(DeadLetters.class);

    private final RecordSender sender;
    private final ParkedKeys parkedKeys;
    private final MeterRegistry meters;
    private final String service;

    public DeadLetters(
            RecordSender sender,
            ParkedKeys parkedKeys,
            MeterRegistry meters,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.sender = sender;
        this.parkedKeys = parkedKeys;
        this.meters = meters;
        this.service = service;
    }

    /** Buries a record that could not be handled, and parks its key. */
    Uni<Void> bury(Topic<?> topic, ConsumerRecord<String, byte[]> dead, String reason) {
        LOG.errorf(
                "dead letter: topic %s, partition %d, offset %d, key %s: %s",
                dead.topic(), dead.partition(), dead.offset(), dead.key(), reason);
        Uni<Void> written = write(topic, dead, reason);
        return dead.key() == null ? written : written.chain(() -> parkedKeys.park(topic.name(), dead.key(), reason));
    }

    /** Sends a record of a parked key after the one that parked it. */
    Uni<Void> follow(Topic<?> topic, ConsumerRecord<String, byte[]> parked) {
        return write(topic, parked, "its key is parked");
    }

    private Uni<Void> write(Topic<?> topic, ConsumerRecord<String, byte[]> dead, String reason) {
        Headers headers = new RecordHeaders(dead.headers().toArray());
        headers.add("dead-letter-reason", reason.getBytes(UTF_8));
        headers.add("dead-letter-topic", dead.topic().getBytes(UTF_8));
        headers.add("dead-letter-partition", Integer.toString(dead.partition()).getBytes(UTF_8));
        headers.add("dead-letter-offset", Long.toString(dead.offset()).getBytes(UTF_8));
        meters.counter("muster_events_dead_letters", "topic", topic.name()).increment();
        return sender.send(List.of(
                new ProducerRecord<>(topic.deadLetters(service), null, null, dead.key(), dead.value(), headers)));
    }
}
