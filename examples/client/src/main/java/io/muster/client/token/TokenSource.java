package io.muster.client.token;

import java.util.concurrent.CompletableFuture;

/** Gives the bearer token of each call. Safe for all threads. */
public interface TokenSource {

    /** The token to send now; completes with null when calls go without one. */
    CompletableFuture<String> token();

    /** Sends no token. */
    static TokenSource none() {
        return () -> CompletableFuture.completedFuture(null);
    }

    /** Always the same token. */
    static TokenSource fixed(String token) {
        CompletableFuture<String> ready = CompletableFuture.completedFuture(token);
        return () -> ready;
    }
}
