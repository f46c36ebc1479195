package io.muster.runtime.trace;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Reads the trace headers of a request and answers with the {@code traceparent} under which it was handled. */
public class TraceFilter {

    static final int BEFORE_SECURITY = 100;

    private final CurrentTrace current;

    public TraceFilter(CurrentTrace current) {
        this.current = current;
    }

    @ServerRequestFilter(priority = BEFORE_SECURITY)
    public void readTrace(ContainerRequestContext request) {
        current.set(TraceContext.fromHeaders(request.getHeaderString("traceparent"), request.getHeaderString("b3")));
    }

    @ServerResponseFilter
    public void writeTrace(ContainerResponseContext response) {
        response.getHeaders().putSingle("traceparent", current.get().traceparent());
    }
}
