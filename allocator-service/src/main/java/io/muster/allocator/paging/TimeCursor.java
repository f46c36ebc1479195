package io.muster.allocator.paging;

import io.muster.runtime.problem.Problems;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;

/**
 * The last row of a page of a list whose latest rows come first. The id is part of it, because many rows can have the same
 * time.
 *
 * @param id a UUID
 */
public record TimeCursor(Instant time, String id) {

    private static final String BETWEEN = "_";

    /** Reads what {@link #text} has written; null when there is nothing, a 400 problem when it is not one of ours. */
    public static TimeCursor parse(String text) {
        if (text == null) {
            return null;
        }
        String[] parts = text.split(BETWEEN, 2);
        try {
            return new TimeCursor(
                    Instant.parse(parts[0]),
                    UUID.fromString(parts[parts.length - 1]).toString());
        } catch (DateTimeParseException | IllegalArgumentException e) {
            throw Problems.badRequest("after", "must be the 'next' of a page before");
        }
    }

    /** As a {@code next}. */
    public String text() {
        return time + BETWEEN + id;
    }
}
