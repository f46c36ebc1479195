package io.muster.contracts.config;

import java.time.Instant;
import java.util.Map;

/**
 * A match config is live in this version.
 *
 * @param document the config in its canonical form
 */
public record ConfigPublished(
        String namespace, String configId, long version, Map<String, Object> document, Instant publishedAt)
        implements ConfigEvent {}
