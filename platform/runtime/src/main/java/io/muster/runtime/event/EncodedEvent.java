package io.muster.runtime.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * An event in the CloudEvents Kafka binding, binary mode, ready to be sent or to be kept in the outbox.
 *
 * @param partition null to let Kafka choose by key
 * @param time ISO 8601, UTC
 * @param traceparent null when the event belongs to no trace
 * @param payload the event as JSON text
 */
public record EncodedEvent(
        String topic,
        Integer partition,
        String key,
        String id,
        String type,
        String time,
        String traceparent,
        String source,
        String payload) {

    private static final Header SPEC_VERSION = header("ce_specversion", "1.0");
    private static final Header JSON = header("content-type", "application/json");

    /** As Kafka record. */
    public ProducerRecord<String, byte[]> toRecord() {
        List<Header> headers = new ArrayList<>(8);
        headers.add(SPEC_VERSION);
        headers.add(JSON);
        headers.add(header("ce_id", id));
        headers.add(header("ce_type", type));
        headers.add(header("ce_source", source));
        headers.add(header("ce_time", time));
        headers.add(header("ce_subject", key));
        if (traceparent != null) {
            headers.add(header("traceparent", traceparent));
        }
        return new ProducerRecord<>(topic, partition, null, key, payload.getBytes(UTF_8), headers);
    }

    private static Header header(String name, String value) {
        return new RecordHeader(name, value.getBytes(UTF_8));
    }
}
