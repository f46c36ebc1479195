package io.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TicketPlanTest {

    private static final int TICKETS = 20_000;

    @Test
    void repeatsItselfForTheSameSeedAndNumber() {
        assertThat(TicketPlan.of("run", 3, 17, 0.5)).isEqualTo(TicketPlan.of("run", 3, 17, 0.5));
    }

    @Test
    void givesEveryTicketItsOwnPlayer() {
        assertThat(IntStream.range(0, TICKETS)
                        .mapToObj(number -> TicketPlan.of("run", 3, number, 0).playerId()))
                .doesNotHaveDuplicates();
    }

    @Test
    void cancelsTheShareAskedFor() {
        long cancelled = IntStream.range(0, TICKETS)
                .filter(number ->
                        TicketPlan.of("run", 3, number, 0.05).cancelAfter().isPresent())
                .count();

        assertThat(cancelled / (double) TICKETS).isCloseTo(0.05, within(0.01));
    }

    @Test
    void cancelsNobodyWhenTheShareIsZero() {
        assertThat(IntStream.range(0, TICKETS)
                        .mapToObj(number -> TicketPlan.of("run", 3, number, 0).cancelAfter()))
                .allMatch(Optional::isEmpty);
    }
}
