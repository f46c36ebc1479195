package io.muster.match.config;

import io.muster.match.version.Precondition;
import java.time.Instant;
import java.util.Map;

/**
 * A config as it is kept.
 *
 * @param version rises by one with every change; also the entity tag
 * @param document in canonical form
 */
public record StoredConfig(
        String namespace, String id, long version, Map<String, Object> document, Instant createdAt, Instant updatedAt) {

    /** The strong entity tag of this version. */
    public String entityTag() {
        return Precondition.entityTag(version);
    }
}
