package io.muster.match.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Pool;
import io.muster.contracts.depth.QueueDepthMeasured;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepthReportTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Pool DUEL = new Pool("game", "duel");

    private final DepthReport report = new DepthReport();

    @Test
    void saysADepthOnceUntilItChanges() {
        assertThat(due(Map.of(DUEL, 3), NOW)).containsExactly(measured(3, NOW));
        assertThat(due(Map.of(DUEL, 3), NOW.plusSeconds(1))).isEmpty();
        assertThat(due(Map.of(DUEL, 4), NOW.plusSeconds(2))).containsExactly(measured(4, NOW.plusSeconds(2)));
    }

    @Test
    void repeatsADepthThatLasts() {
        due(Map.of(DUEL, 3), NOW);

        assertThat(due(Map.of(DUEL, 3), NOW.plus(DepthReport.REPEAT))).hasSize(1);
    }

    @Test
    void saysOnceThatAQueueIsEmpty() {
        due(Map.of(DUEL, 3), NOW);

        assertThat(due(Map.of(), NOW.plusSeconds(1))).containsExactly(measured(0, NOW.plusSeconds(1)));
        assertThat(due(Map.of(), NOW.plusSeconds(2))).isEmpty();
    }

    @Test
    void saysNothingOfAQueueThatWaitsInAnotherInstanceNow() {
        due(Map.of(DUEL, 3), NOW);

        assertThat(report.due(Map.of(), _ -> Optional.of("default"), _ -> false, NOW.plusSeconds(1)))
                .isEmpty();
    }

    @Test
    void saysNothingOfAQueueThatIsPlayedOnNoAllocation() {
        assertThat(report.due(Map.of(DUEL, 3), _ -> Optional.empty(), _ -> true, NOW))
                .isEmpty();
    }

    private List<QueueDepthMeasured> due(Map<Pool, Integer> depths, Instant now) {
        return report.due(depths, _ -> Optional.of("default"), _ -> true, now);
    }

    private static QueueDepthMeasured measured(int tickets, Instant at) {
        return new QueueDepthMeasured("game", "duel", "default", tickets, at);
    }
}
