package io.muster.runtime.http;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a problem when the target of a request or its header is too long. Vert.x has limits of its own, which must be
 * higher: what exceeds those is refused with a bare status, because there is no request yet to answer.
 *
 * <p>A target with U+0000 in it is refused too: PostgreSQL keeps no such text, so that one request could fail the
 * statement that it shares with others.
 */
@ApplicationScoped
public class HeadLimit {

    private static final int FIRST = Integer.MIN_VALUE;
    private static final String ENCODED_NUL = "%00";

    private final EarlyProblem targetTooLong;
    private final EarlyProblem targetWithNul =
            new EarlyProblem(400, "bad-request", "Bad Request", "The target must not contain U+0000.");
    private final EarlyProblem headerTooLong;
    private final int longestTarget;
    private final int longestHeader;

    public HeadLimit(
            @ConfigProperty(name = "muster.http.max-target-length") int longestTarget,
            @ConfigProperty(name = "muster.http.max-header-length") int longestHeader) {
        this.longestTarget = longestTarget;
        this.longestHeader = longestHeader;
        this.targetTooLong = new EarlyProblem(
                414, "uri-too-long", "URI Too Long", "The target exceeds " + longestTarget + " characters.");
        this.headerTooLong = new EarlyProblem(
                431,
                "header-too-large",
                "Request Header Fields Too Large",
                "The header exceeds " + longestHeader + " characters.");
    }

    void install(@Observes Router router) {
        router.route().order(FIRST).handler(this::check);
    }

    private void check(RoutingContext request) {
        if (request.request().uri().length() > longestTarget) {
            targetTooLong.send(request);
        } else if (request.request().uri().contains(ENCODED_NUL)) {
            targetWithNul.send(request);
        } else if (length(request.request().headers()) > longestHeader) {
            headerTooLong.send(request);
        } else {
            request.next();
        }
    }

    private static int length(MultiMap header) {
        int[] length = {0};
        header.forEach((name, value) -> length[0] += name.length() + value.length());
        return length[0];
    }
}
