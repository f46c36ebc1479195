package io.muster.contracts.config;

import java.time.Instant;

/** A match config is gone; tickets that wait in its queue fail. */
public record ConfigDeleted(String namespace, String configId, long version, Instant deletedAt)
        implements ConfigEvent {}
