package io.muster.runtime.trace;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.Topic;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The spans of handled events, by OpenTelemetry's names for messaging. Nothing happens while traces are off, which they are
 * unless {@code quarkus.otel.sdk.disabled} is false. Any thread.
 */
@ApplicationScoped
public class EventSpans {

    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("messaging.system");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("messaging.operation.type");
    private static final AttributeKey<String> DESTINATION = AttributeKey.stringKey("messaging.destination.name");
    private static final AttributeKey<String> MESSAGE = AttributeKey.stringKey("messaging.message.id");

    private final Tracer tracer;
    private final boolean on;

    public EventSpans(OpenTelemetry telemetry, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean disabled) {
        this.tracer = telemetry.getTracer("io.muster.events");
        this.on = !disabled;
    }

    /**
     * Events on their way through a handler.
     *
     * @param events as they came, but each that belongs to a trace is in the span of handling it
     */
    public record Handling<E extends Event>(List<Envelope<E>> events, List<Span> spans) {

        /**
         * Ends the spans.
         *
         * @param failure null when all went well
         */
        public void end(Throwable failure) {
            for (Span span : spans) {
                if (failure != null) {
                    span.setStatus(StatusCode.ERROR, failure.toString());
                }
                span.end();
            }
        }
    }

    /** Starts a span for each event that belongs to a trace; events that follow from it will name it as their parent. */
    public <E extends Event> Handling<E> start(Topic<E> topic, List<Envelope<E>> events) {
        if (!on) {
            return new Handling<>(events, List.of());
        }
        List<Envelope<E>> handled = new ArrayList<>(events.size());
        List<Span> spans = new ArrayList<>(events.size());
        for (Envelope<E> event : events) {
            if (event.traceparent() == null) {
                handled.add(event);
            } else {
                Span span = span(topic, event);
                spans.add(span);
                String trace = TraceContext.of(span.getSpanContext()).traceparent();
                handled.add(new Envelope<>(event.id(), event.time(), trace, event.event()));
            }
        }
        return new Handling<>(handled, spans);
    }

    private <E extends Event> Span span(Topic<E> topic, Envelope<E> event) {
        TraceContext cause = TraceContext.fromTraceparent(event.traceparent());
        SpanBuilder builder = tracer.spanBuilder(topic.typeOf(event.event()) + " process")
                .setParent(Context.root().with(Span.wrap(cause.asRemoteParent())))
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(SYSTEM, "kafka")
                .setAttribute(OPERATION, "process")
                .setAttribute(DESTINATION, topic.name())
                .setAttribute(MESSAGE, event.id());
        return builder.startSpan();
    }
}
