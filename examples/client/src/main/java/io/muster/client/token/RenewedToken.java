package io.muster.client.token;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Fetches a token when it is first needed and again when four fifths of its life are over, once for all callers who
 * wait. A failed fetch is not kept: the next call tries again.
 */
final class RenewedToken implements TokenSource {

    private static final double USED_PART_OF_LIFE = 0.8;

    private final Supplier<CompletableFuture<AccessToken>> fetch;
    private final InstantSource clock;
    private CompletableFuture<String> current;
    private Instant renewAt = Instant.MIN;

    RenewedToken(Supplier<CompletableFuture<AccessToken>> fetch, InstantSource clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    @Override
    public synchronized CompletableFuture<String> token() {
        boolean usable = current != null && !current.isCompletedExceptionally();
        if (!usable || (current.isDone() && !clock.instant().isBefore(renewAt))) {
            current = fetch.get().thenApply(this::keep);
        }
        return current;
    }

    private synchronized String keep(AccessToken fetched) {
        renewAt =
                clock.instant().plus(Duration.ofMillis((long) (fetched.expiresInSeconds() * 1000 * USED_PART_OF_LIFE)));
        return fetched.accessToken();
    }
}
