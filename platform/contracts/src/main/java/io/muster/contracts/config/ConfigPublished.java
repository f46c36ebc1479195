package io.muster.contracts.config;

import io.muster.contracts.admission.Admission;
import java.time.Instant;
import java.util.Map;

/**
 * A match config is live in this version.
 *
 * @param document the config in its canonical form
 * @param admission what a ticket must bring by itself, or null when that cannot be said
 */
public record ConfigPublished(
        String namespace,
        String configId,
        long version,
        Map<String, Object> document,
        Admission admission,
        Instant publishedAt)
        implements ConfigEvent {

    /** A config of which nothing can be said about tickets alone. */
    public ConfigPublished(
            String namespace, String configId, long version, Map<String, Object> document, Instant publishedAt) {
        this(namespace, configId, version, document, null, publishedAt);
    }
}
