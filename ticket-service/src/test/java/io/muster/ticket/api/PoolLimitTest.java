package io.muster.ticket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.muster.contracts.Pool;
import io.muster.ticket.queue.PoolSizes;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PoolLimitTest {

    private static final Pool POOL = new Pool("game", "duel");

    private final PoolSizes sizes = new PoolSizes();
    private final PoolLimit limit = new PoolLimit(sizes, 3);

    @Test
    void acceptsTicketsUpToTheLimit() {
        sizes.counted(Map.of(POOL, 1L));
        sizes.added(POOL);

        assertThatCode(() -> limit.check(POOL)).doesNotThrowAnyException();
        assertThat(limit.headers(POOL)).containsEntry("RateLimit-Limit", "3").containsEntry("RateLimit-Remaining", "1");
    }

    @Test
    void refusesTicketsOfFullPoolSayingWhenToComeAgain() {
        sizes.counted(Map.of(POOL, 2L));
        sizes.added(POOL);

        HttpProblem problem = catchThrowableOfType(HttpProblem.class, () -> limit.check(POOL));

        assertThat(problem.getStatusCode()).isEqualTo(429);
        assertThat(problem.getDetail()).contains("duel").contains("3");
        assertThat(problem.getHeaders()).containsEntry("Retry-After", 5L).containsEntry("RateLimit-Remaining", "0");
    }

    @Test
    void acceptsTicketsOfOtherPools() {
        sizes.counted(Map.of(POOL, 3L));

        assertThatCode(() -> limit.check(new Pool("game", "other"))).doesNotThrowAnyException();
    }

    @Test
    void acceptsTicketsAgainOnceThePoolIsEmptier() {
        sizes.counted(Map.of(POOL, 3L));
        sizes.counted(Map.of(POOL, 2L));

        assertThatCode(() -> limit.check(POOL)).doesNotThrowAnyException();
    }
}
