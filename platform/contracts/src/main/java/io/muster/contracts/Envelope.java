package io.muster.contracts;

import java.time.Instant;
import java.util.Objects;

/**
 * An event as it travels: the CloudEvents attributes that go into Kafka headers ({@code ce_id}, {@code ce_type},
 * {@code ce_time}, {@code ce_subject}) plus the trace it belongs to.
 *
 * @param id unique id of this event; derived from the id of the input that caused it, so that a replay repeats it
 * @param time when it happened, UTC
 * @param traceparent W3C trace context of the cause, or null when there is none
 * @param event the fact itself
 */
public record Envelope<E extends Event>(String id, Instant time, String traceparent, E event) {

    public Envelope {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(event, "event");
    }
}
