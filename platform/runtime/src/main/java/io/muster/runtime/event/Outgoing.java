package io.muster.runtime.event;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.Topic;
import io.muster.runtime.id.DerivedIds;
import io.muster.runtime.trace.TraceContext;
import java.time.Instant;

/** An event on its way out: what it says and where it goes. */
public record Outgoing<E extends Event>(Topic<E> topic, Envelope<E> envelope) {

    /**
     * An event that another one caused. Its id follows from the cause, its type and its subject, so that handling the
     * cause again repeats the same id; one cause may therefore bring about one event of a type per subject. It stays in
     * the span of its cause, which {@link EventConsumer} has made that of handling it when traces are on.
     */
    public static <E extends Event> Outgoing<E> caused(Topic<E> topic, E event, Envelope<?> cause, Instant now) {
        String id = DerivedIds.of(cause.id(), EventTypes.typeOf(topic, event) + event.subject());
        String trace = cause.traceparent() == null
                ? null
                : TraceContext.fromTraceparent(cause.traceparent()).traceparent();
        return new Outgoing<>(topic, new Envelope<>(id, now, trace, event));
    }

    /** An event that starts with a request, a socket message or a timer. */
    public static <E extends Event> Outgoing<E> first(
            Topic<E> topic, E event, String id, Instant now, TraceContext trace) {
        return new Outgoing<>(topic, new Envelope<>(id, now, trace == null ? null : trace.traceparent(), event));
    }
}
