package io.muster.runtime.http;

import io.muster.runtime.problem.Problems;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses compressed request bodies: a few bytes could unpack to more than any limit. */
public class EncodingFilter {

    private static final int BEFORE_EVERYTHING = 50;

    @ServerRequestFilter(priority = BEFORE_EVERYTHING)
    public void refuseEncodedBody(ContainerRequestContext request) {
        String encoding = request.getHeaderString("Content-Encoding");
        if (encoding != null && !encoding.toLowerCase(Locale.ROOT).equals("identity")) {
            throw Problems.unsupportedMediaType("Request bodies must not be encoded; Content-Encoding was sent.");
        }
    }
}
