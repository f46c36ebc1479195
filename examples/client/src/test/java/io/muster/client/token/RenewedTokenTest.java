package io.muster.client.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RenewedTokenTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger fetches = new AtomicInteger();

    @Test
    void keepsTokenForFourFifthsOfItsLife() {
        RenewedToken source = new RenewedToken(this::nextToken, now::get);
        source.token().join();
        now.set(START.plusSeconds(79));

        assertThat(source.token().join()).isEqualTo("token-1");
    }

    @Test
    void renewsTokenBeforeItEnds() {
        RenewedToken source = new RenewedToken(this::nextToken, now::get);
        source.token().join();
        now.set(START.plusSeconds(80));

        assertThat(source.token().join()).isEqualTo("token-2");
    }

    @Test
    void fetchesOnceForAllWhoWait() {
        CompletableFuture<AccessToken> pending = new CompletableFuture<>();
        RenewedToken source = new RenewedToken(
                () -> {
                    fetches.incrementAndGet();
                    return pending;
                },
                now::get);

        assertThat(source.token()).isNotDone();
        assertThat(source.token()).isNotDone();

        assertThat(fetches).hasValue(1);
    }

    @Test
    void triesAgainAfterFailure() {
        AtomicReference<CompletableFuture<AccessToken>> answer =
                new AtomicReference<>(CompletableFuture.failedFuture(new IllegalStateException("away")));
        RenewedToken source = new RenewedToken(answer::get, now::get);
        assertThat(source.token()).isCompletedExceptionally();
        answer.set(nextToken());

        assertThat(source.token().join()).isEqualTo("token-1");
    }

    private CompletableFuture<AccessToken> nextToken() {
        return CompletableFuture.completedFuture(
                new AccessToken("token-" + fetches.incrementAndGet(), "Bearer", 100, null));
    }
}
