package io.muster.contracts.function;

import java.time.Instant;

/**
 * A custom match function is live in this version.
 *
 * @param source JavaScript text, less than 64 kB
 */
public record FunctionPublished(String namespace, String name, long version, String source, Instant publishedAt)
        implements FunctionEvent {}
