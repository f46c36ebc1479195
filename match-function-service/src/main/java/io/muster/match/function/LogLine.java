package io.muster.match.function;

import java.time.Instant;

/**
 * A line of a function's log with where it comes from.
 *
 * @param version of the function; 0 when there was none
 * @param pool name of the pool it ran for
 */
public record LogLine(
        String namespace,
        String function,
        Instant at,
        Severity severity,
        String body,
        long version,
        String queue,
        String pool) {}
