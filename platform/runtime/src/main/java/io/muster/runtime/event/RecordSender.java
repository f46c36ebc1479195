package io.muster.runtime.event;

import io.smallrye.mutiny.Uni;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Sends raw records; the part of the publisher that the outbox relay and the dead letters share with it. */
public interface RecordSender {

    /**
     * Sends the records in the order of the list: of two records for one partition the first is written first, also
     * across calls.
     *
     * @return completes on the caller's context when the broker acknowledged all of them
     */
    Uni<Void> send(List<ProducerRecord<String, byte[]>> records);
}
