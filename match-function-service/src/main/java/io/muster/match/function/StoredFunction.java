package io.muster.match.function;

import io.muster.match.version.Precondition;
import java.time.Instant;

/**
 * A function as it is kept.
 *
 * @param version rises by one with every change, deletion included
 * @param source null when the function is deleted
 * @param updatedBy subject of the token with which it was changed last
 */
public record StoredFunction(
        String namespace,
        String name,
        long version,
        String source,
        Instant createdAt,
        Instant updatedAt,
        String updatedBy) {

    public boolean deleted() {
        return source == null;
    }

    /** The strong entity tag of this version. */
    public String entityTag() {
        return Precondition.entityTag(version);
    }
}
