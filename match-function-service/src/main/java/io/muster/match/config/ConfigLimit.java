package io.muster.match.config;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.muster.runtime.problem.Problems;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.time.Duration;

/**
 * Keeps a namespace from changing and reading configs so often that matching suffers (seed 002: config requests are subject
 * to rate limiting). On each instance for itself. Dry runs do not count: they store nothing.
 */
final class ConfigLimit {

    /** Namespaces remembered at once; the least used are forgotten, and start anew. */
    private static final int MOST_REMEMBERED = 10_000;

    private final int burst;
    private final LoadingCache<String, Bucket> byNamespace;

    /**
     * A limit.
     *
     * @param burst requests of a namespace at once
     * @param perSecond requests that it may go on sending
     */
    ConfigLimit(int burst, int perSecond) {
        this.burst = burst;
        this.byNamespace = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                        .build());
    }

    /** Counts a request; a 429 problem that says when to come again when there were too many. */
    void check(String namespace) {
        ConsumptionProbe probe = byNamespace.get(namespace).tryConsumeAndReturnRemaining(1);
        if (!probe.isConsumed()) {
            Duration wait = Duration.ofNanos(probe.getNanosToWaitForRefill());
            HttpProblem refusal = (HttpProblem)
                    Problems.tooManyRequests(wait, "The namespace has sent too many requests about configs.");
            throw HttpProblem.builder(refusal)
                    .withHeader("RateLimit-Limit", burst)
                    .withHeader("RateLimit-Remaining", 0)
                    .withHeader("RateLimit-Reset", wait.toSeconds() + 1)
                    .build();
        }
    }
}
