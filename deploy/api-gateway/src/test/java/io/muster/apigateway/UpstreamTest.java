package io.muster.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class UpstreamTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Replica first = Replica.parse("localhost:1", now::get);
    private final Replica second = Replica.parse("localhost:2", now::get);
    private final Upstream upstream = new Upstream(List.of(first, second));

    @Test
    void takesReplicasInTurn() {
        assertThat(upstream.inTurn()).containsExactly(first, second);
        assertThat(upstream.inTurn()).containsExactly(second, first);
        assertThat(upstream.inTurn()).containsExactly(first, second);
    }

    @Test
    void keepsAReplicaThatRefusedForLast() {
        first.refusedConnection();

        assertThat(upstream.inTurn()).containsExactly(second, first);
        assertThat(upstream.inTurn()).containsExactly(second, first);
    }

    @Test
    void triesAReplicaAgainAfterARest() {
        first.refusedConnection();
        now.set(Instant.EPOCH.plusMillis(500));

        assertThat(upstream.inTurn()).containsExactly(first, second);
    }

    @Test
    void hasNothingToTryWithoutReplicas() {
        assertThat(new Upstream(List.of()).inTurn()).isEmpty();
    }
}
