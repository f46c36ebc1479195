package io.muster.runtime.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a problem when a body exceeds {@code quarkus.http.limits.max-body-size}. Quarkus enforces the limit too, but
 * answers without a document. A body whose length is announced is judged by that; one that comes in chunks is read here,
 * up to the limit, before anybody else sees the request.
 */
@ApplicationScoped
public class BodyLimit {

    private static final int FIRST = Integer.MIN_VALUE;
    private static final int TOO_LARGE = 413;

    private final long maxBytes;
    private final BodyHandler reader;
    private final EarlyProblem tooLarge;

    public BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxBodySize) {
        this.maxBytes = maxBodySize.asLongValue();
        this.reader = BodyHandler.create(false).setBodyLimit(maxBytes);
        this.tooLarge = new EarlyProblem(
                TOO_LARGE, "too-large", "Content Too Large", "The body exceeds " + maxBytes + " bytes.");
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::check).failureHandler(this::failed);
    }

    private void check(RoutingContext request) {
        String length = request.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && exceeds(length)) {
            tooLarge.send(request);
        } else if (length == null && comesInChunks(request.request())) {
            reader.handle(request);
        } else {
            request.next();
        }
    }

    /**
     * In HTTP/1 a body without a length says that it comes in chunks. In HTTP/2 it just comes, and a request that was
     * read already cannot be given to a resource any more: there the limit of Quarkus has to do.
     */
    private static boolean comesInChunks(HttpServerRequest request) {
        return request.version() != HttpVersion.HTTP_2 && request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /** Netty refuses lengths that are no number; what has more than 18 digits is too large in any case. */
    private boolean exceeds(String length) {
        return length.length() > 18 || Long.parseLong(length) > maxBytes;
    }

    private void failed(RoutingContext request) {
        if (request.statusCode() == TOO_LARGE) {
            tooLarge.send(request);
        } else {
            request.next();
        }
    }
}
