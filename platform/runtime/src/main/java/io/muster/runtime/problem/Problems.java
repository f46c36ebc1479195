package io.muster.runtime.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Errors as RFC 9457 problem details. Throw what these methods return, or fail a {@code Uni} with it. The {@code type}
 * is {@code urn:muster:problem:} and a code that never changes; the code is repeated as member {@code code}.
 */
public final class Problems {

    static final String TYPE = "urn:muster:problem:";

    private Problems() {}

    /** 400: one field of the request is wrong. */
    public static RuntimeException badRequest(String field, String message) {
        return problem(400, "bad-request", "Bad Request", field + ": " + message)
                .with("violations", List.of(new Violation(field, "invalid", message)))
                .build();
    }

    /** 400: fields of the request are wrong; lists every one of them. */
    public static HttpProblem validation(List<Violation> violations) {
        return problem(400, "validation", "Bad Request", "The request has " + violations.size() + " invalid field(s).")
                .with("violations", List.copyOf(violations))
                .build();
    }

    /** 401: the caller is not who it says it is, or does not say. */
    public static RuntimeException unauthorized(String detail) {
        return problem(401, "unauthorized", "Unauthorized", detail)
                .withHeader("WWW-Authenticate", "Bearer realm=\"muster\"")
                .build();
    }

    /** 403: known caller, but not its business. */
    public static RuntimeException forbidden(String detail) {
        return problem(403, "forbidden", "Forbidden", detail).build();
    }

    /** 404: there is none, or it belongs to another namespace, which must look the same. */
    public static RuntimeException notFound(String what, String id) {
        return problem(404, "not-found", "Not Found", "There is no " + what + " '" + id + "'.")
                .build();
    }

    /**
     * 409: the request is fine but the state of things does not allow it.
     *
     * @param code stable code of the reason, becomes part of the type
     * @param extra more members of the document, such as the id of what is in the way
     */
    public static RuntimeException conflict(String code, String message, Map<String, Object> extra) {
        HttpProblem.Builder problem = problem(409, code, "Conflict", message);
        extra.forEach(problem::with);
        return problem.build();
    }

    /** 412: the condition the caller set does not hold. */
    public static RuntimeException preconditionFailed(String detail) {
        return problem(412, "precondition-failed", "Precondition Failed", detail)
                .build();
    }

    /** 413: the body exceeds the limit that the detail names. */
    public static RuntimeException tooLarge(String detail) {
        return problem(413, "too-large", "Content Too Large", detail).build();
    }

    /** 415: not JSON, or encoded in a way that is not accepted. */
    public static RuntimeException unsupportedMediaType(String detail) {
        return problem(415, "unsupported-media-type", "Unsupported Media Type", detail)
                .build();
    }

    /** 421: another instance of this service may know it; whoever routes requests should ask that. */
    public static RuntimeException misdirected(String what, String id) {
        return problem(421, "misdirected", "Misdirected Request", "This instance has no " + what + " '" + id + "'.")
                .build();
    }

    /** 429: the caller exceeded its rate. */
    public static RuntimeException tooManyRequests(Duration retryAfter, String detail) {
        return problem(429, "too-many-requests", "Too Many Requests", detail)
                .withHeader("Retry-After", seconds(retryAfter))
                .build();
    }

    /** 503: a bounded queue is full; nothing was changed and the caller may try again. */
    public static RuntimeException overloaded(Duration retryAfter) {
        return problem(503, "overloaded", "Service Unavailable", "Too much work is waiting; nothing was changed.")
                .withHeader("Retry-After", seconds(retryAfter))
                .build();
    }

    static HttpProblem.Builder problem(int status, String code, String title, String detail) {
        return HttpProblem.builder()
                .withType(URI.create(TYPE + code))
                .withTitle(title)
                .withStatus(status)
                .withDetail(detail)
                .with("code", code);
    }

    private static long seconds(Duration wait) {
        return Math.max(1, wait.plusMillis(999).toSeconds());
    }
}
