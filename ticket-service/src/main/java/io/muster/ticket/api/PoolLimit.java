package io.muster.ticket.api;

import io.muster.contracts.Pool;
import io.muster.runtime.problem.Problems;
import io.muster.ticket.queue.PoolSizes;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Refuses tickets for a pool that is full, so that it can be emptied, and tells clients how near they are to that. The
 * limit is about the pool, not about the caller: a proxy that sends for many players is treated like its players.
 */
final class PoolLimit {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final PoolSizes sizes;
    private final long limit;

    /**
     * A limit.
     *
     * @param limit most tickets that wait in one pool
     */
    PoolLimit(PoolSizes sizes, long limit) {
        this.sizes = sizes;
        this.limit = limit;
    }

    /** A 429 problem when the pool is full. */
    void check(Pool pool) {
        if (sizes.of(pool) >= limit) {
            HttpProblem refusal = (HttpProblem) Problems.tooManyRequests(
                    RETRY_AFTER,
                    "Queue '" + pool.queue() + "' has " + limit + " waiting tickets or more, which is its limit.");
            HttpProblem.Builder problem = HttpProblem.builder(refusal);
            headers(pool).forEach(problem::withHeader);
            throw problem.build();
        }
    }

    /** What is left of the limit, in the header fields of the IETF draft. */
    Map<String, String> headers(Pool pool) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("RateLimit-Limit", Long.toString(limit));
        headers.put("RateLimit-Remaining", Long.toString(Math.max(0, limit - sizes.of(pool))));
        headers.put("RateLimit-Reset", Long.toString(RETRY_AFTER.toSeconds()));
        return headers;
    }
}
