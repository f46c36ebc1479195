package io.muster.runtime.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a problem when a body is announced that exceeds {@code quarkus.http.limits.max-body-size}. Quarkus enforces the
 * limit too, but answers without a document; bodies of unknown length, which it refuses while it reads them, get no more
 * than its status 413.
 */
@ApplicationScoped
public class BodyLimit {

    private static final int FIRST = Integer.MIN_VALUE;

    private final long maxBytes;

    public BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.maxBytes = maxBodySize.asLongValue();
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::check);
    }

    private void check(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && exceeds(length)) {
            refuse(request);
        } else {
            request.next();
        }
    }

    /** Netty refuses lengths that are no number; what has more than 18 digits is too large in any case. */
    private boolean exceeds(String length) {
        return length.length() > 18 || Long.parseLong(length) > maxBytes;
    }

    /** Closes the connection, because nobody is going to read the body. */
    private void refuse(RoutingContext request) {
        JsonObject problem = new JsonObject()
                .put("type", "urn:muster:problem:too-large")
                .put("title", "Content Too Large")
                .put("status", 413)
                .put("detail", "The body exceeds " + maxBytes + " bytes.")
                .put("instance", request.request().path())
                .put("code", "too-large");
        request.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(problem.encode());
    }
}
