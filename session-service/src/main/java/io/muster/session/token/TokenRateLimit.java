package io.muster.session.token;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * Keeps the token endpoint from being asked too much, on each replica for itself. Failures are counted by address and
 * not by client, so that nobody can lock a client out by failing in its name.
 */
final class TokenRateLimit {

    /** Addresses and clients remembered at once; the least used are forgotten, and start anew. */
    private static final int MOST_REMEMBERED = 10_000;

    private final LoadingCache<String, Bucket> byClient;
    private final LoadingCache<String, Bucket> failuresByAddress;

    TokenRateLimit(TokenConfig config) {
        this.byClient = buckets(config.perClientPerSecond(), Duration.ofSeconds(1));
        this.failuresByAddress = buckets(config.failuresPerMinute(), Duration.ofMinutes(1));
    }

    /** Counts a token; false when the client has had enough of them. */
    boolean allows(ApiClient client) {
        return byClient.get(client.clientId()).tryConsume(1);
    }

    /** Counts a failed attempt; false when the address has failed too often. */
    boolean toleratesFailure(String address) {
        return failuresByAddress.get(address).tryConsume(1);
    }

    private static LoadingCache<String, Bucket> buckets(int capacity, Duration period) {
        return Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .build(key -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, period))
                        .build());
    }
}
