package io.muster.runtime.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Hands on the body that {@link BodyLimit} has read already; the request itself has nothing left to read. */
public class BufferedBodyFilter {

    @ServerRequestFilter
    public void useBufferedBody(RoutingContext routing, ContainerRequestContext request) {
        Buffer body = routing.body().buffer();
        if (body != null) {
            request.setEntityStream(new ByteArrayInputStream(body.getBytes()));
        }
    }
}
