package io.muster.allocator.allocation;

import io.muster.runtime.problem.Problems;
import java.util.UUID;

/** The last allocation of a page. Names alone would do only among those that are not deleted. */
public record AllocationCursor(String name, String id) {

    private static final char BETWEEN = '/';

    /** Reads what {@link #text} has written; null when there is nothing, a 400 problem when it is not one of ours. */
    public static AllocationCursor parse(String text) {
        if (text == null) {
            return null;
        }
        int place = text.lastIndexOf(BETWEEN);
        try {
            return new AllocationCursor(
                    text.substring(0, Math.max(place, 0)),
                    UUID.fromString(text.substring(place + 1)).toString());
        } catch (IllegalArgumentException e) {
            throw Problems.badRequest("after", "must be the 'next' of a page before");
        }
    }

    /** As a {@code next}. */
    public String text() {
        return name + BETWEEN + id;
    }
}
