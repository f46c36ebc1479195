package io.muster.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Reads the trace headers of a request and answers with the {@code traceparent} under which it was handled: the span that
 * OpenTelemetry has started for it when traces are on. A caller's {@code b3} is followed also where OpenTelemetry, which does not
 * read it, has begun a trace of its own.
 */
public class TraceFilter {

    static final int BEFORE_SECURITY = 100;

    private final CurrentTrace current;

    private final boolean spans;

    public TraceFilter(CurrentTrace current, @ConfigProperty(name = "quarkus.otel.sdk.disabled") boolean withoutSpans) {
        this.current = current;
        this.spans = !withoutSpans;
    }

    @ServerRequestFilter(priority = BEFORE_SECURITY)
    public void readTrace(ContainerRequestContext request) {
        Optional<TraceContext> sent =
                TraceContext.sent(request.getHeaderString("traceparent"), request.getHeaderString("b3"));
        Optional<TraceContext> span =
                span().filter(own -> sent.isEmpty() || sent.get().traceId().equals(own.traceId()));
        current.set(span.or(() -> sent).orElseGet(TraceContext::start));
    }

    private Optional<TraceContext> span() {
        return spans
                ? Optional.of(Span.current().getSpanContext())
                        .filter(SpanContext::isValid)
                        .map(TraceContext::of)
                : Optional.empty();
    }

    @ServerResponseFilter
    public void writeTrace(ContainerResponseContext response) {
        response.getHeaders().putSingle("traceparent", current.get().traceparent());
    }
}
