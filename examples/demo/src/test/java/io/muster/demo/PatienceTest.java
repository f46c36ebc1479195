package io.muster.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.client.UnknownOutcomeException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PatienceTest {

    private final AtomicInteger looks = new AtomicInteger();

    @Test
    void answersWhatWasSeenWhenItBecameSo() {
        int seen = Patience.until(
                "the third look comes",
                Duration.ofSeconds(10),
                () -> CompletableFuture.completedFuture(looks.incrementAndGet()),
                look -> look == 3);

        assertThat(seen).isEqualTo(3);
    }

    @Test
    void saysWhatDidNotHappenAndWhatWasSeenLast() {
        assertThatThrownBy(() -> Patience.until(
                        "pigs fly",
                        Duration.ofMillis(200),
                        () -> CompletableFuture.completedFuture("a pig on the ground"),
                        _ -> false))
                .isInstanceOf(StoryFailed.class)
                .hasMessageContaining("pigs fly")
                .hasMessageContaining("a pig on the ground");
    }

    @Test
    void looksAgainWhenTheServiceDidNotAnswer() {
        String seen = Patience.until(
                "the service is back",
                Duration.ofSeconds(10),
                () -> looks.incrementAndGet() == 1
                        ? CompletableFuture.failedFuture(
                                new UnknownOutcomeException("GET /", new IOException("connection refused")))
                        : CompletableFuture.completedFuture("back"),
                "back"::equals);

        assertThat(seen).isEqualTo("back");
    }

    @Test
    void namesTheCallThatFailed() {
        assertThatThrownBy(() -> Patience.answer(
                        "queueing Ada", CompletableFuture.failedFuture(new IllegalStateException("no queue"))))
                .isInstanceOf(StoryFailed.class)
                .hasMessage("queueing Ada: no queue");
    }
}
