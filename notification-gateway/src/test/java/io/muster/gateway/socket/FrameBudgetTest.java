package io.muster.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class FrameBudgetTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private final FrameBudget budget = new FrameBudget(60, NOW);

    @Test
    void endsAfterAMinutesWorthAtOnce() {
        for (int i = 0; i < 60; i++) {
            assertThat(budget.take(NOW)).isTrue();
        }

        assertThat(budget.take(NOW)).isFalse();
    }

    @Test
    void refillsSteadily() {
        for (int i = 0; i < 60; i++) {
            budget.take(NOW);
        }

        assertThat(budget.take(NOW.plusSeconds(1))).isTrue();
        assertThat(budget.take(NOW.plusSeconds(1))).isFalse();
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        for (int i = 0; i < 60; i++) {
            budget.take(NOW);
        }

        assertThat(budget.take(NOW.minusSeconds(60))).isFalse();
    }
}
