package io.muster.match.function;

import java.time.Instant;

/**
 * How a pool that has a custom function is matched now.
 *
 * @param version of the function that ran last; 0 when there is none of its name
 * @param active false while the rules of the config match the pool instead
 * @param failure why the function is not in use, or null
 * @param retryAt when it is tried again, or null
 */
public record FunctionState(
        String namespace,
        String function,
        String queue,
        String pool,
        long version,
        boolean active,
        Instant changedAt,
        FunctionFailure failure,
        Instant retryAt) {}
