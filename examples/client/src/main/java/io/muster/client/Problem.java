package io.muster.client;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An error as the services describe it (RFC 9457, {@code application/problem+json}).
 *
 * @param type URI of the kind of problem, {@code about:blank} when there is none
 * @param status HTTP status
 * @param detail what went wrong this time, for people
 * @param extra members beyond the standard ones, such as {@code ticketId} of a conflict
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @JsonAnySetter Map<String, Object> extra) {

    public Problem {
        extra = extra == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    }

    /** A problem for an answer that brought no problem document. */
    public static Problem ofStatus(int status, String detail) {
        return new Problem("about:blank", "HTTP " + status, status, detail, Map.of());
    }

    /** A member beyond the standard ones as text, or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(extra.get(name)).map(Object::toString);
    }

    /** The list of violations of a validation problem; empty for others. */
    public List<?> violations() {
        return extra.get("violations") instanceof List<?> list ? list : List.of();
    }

    @Override
    public String toString() {
        String violations = violations().isEmpty() ? "" : " " + violations();
        return status + " " + title + (detail == null ? "" : ": " + detail) + violations;
    }
}
