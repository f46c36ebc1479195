package io.muster.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class PoissonScheduleTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void givesTheSameArrivalsForTheSameSeed() {
        assertThat(PoissonSchedule.arrivals(7, 200, MINUTE)).isEqualTo(PoissonSchedule.arrivals(7, 200, MINUTE));
    }

    @Test
    void givesOtherArrivalsForAnotherSeed() {
        assertThat(PoissonSchedule.arrivals(7, 200, MINUTE)).isNotEqualTo(PoissonSchedule.arrivals(8, 200, MINUTE));
    }

    @Test
    void keepsTheRate() {
        int expected = 120_000;

        int arrivals = PoissonSchedule.arrivals(7, 2000, MINUTE).length;

        assertThat(arrivals).isCloseTo(expected, within(5 * (int) Math.sqrt(expected)));
    }

    @Test
    void spreadsGapsAsExponentialDistributionDoes() {
        long[] arrivals = PoissonSchedule.arrivals(7, 1000, MINUTE);
        double meanNanos = 1e6;
        long longerThanMean = 0;
        for (int i = 1; i < arrivals.length; i++) {
            longerThanMean += arrivals[i] - arrivals[i - 1] > meanNanos ? 1 : 0;
        }

        assertThat((double) longerThanMean / arrivals.length).isCloseTo(Math.exp(-1), within(0.01));
    }

    @Property(tries = 50)
    void ascendsAndEndsInTime(@ForAll long seed, @ForAll @DoubleRange(min = 0.5, max = 5000) double rate) {
        long[] arrivals = PoissonSchedule.arrivals(seed, rate, Duration.ofSeconds(2));

        assertThat(arrivals).isSorted();
        assertThat(Arrays.stream(arrivals)).allMatch(time -> time >= 0 && time < 2_000_000_000L);
    }

    @Test
    void refusesRateOfZero() {
        assertThatThrownBy(() -> PoissonSchedule.arrivals(1, 0, MINUTE)).hasMessageContaining("above 0");
    }

    @Test
    void rateRisesEvenlyToItsHeight() {
        long[] arrivals = PoissonSchedule.arrivals(7, 1000, Duration.ofSeconds(20), Duration.ofSeconds(10));

        assertThat(between(arrivals, 0, 1)).isBetween(50L, 180L);
        assertThat(between(arrivals, 5, 6)).isBetween(450L, 650L);
        assertThat(between(arrivals, 11, 20)).isBetween(8700L, 9300L);
    }

    private static long between(long[] arrivals, int fromSecond, int toSecond) {
        return Arrays.stream(arrivals)
                .filter(time -> time >= fromSecond * 1_000_000_000L && time < toSecond * 1_000_000_000L)
                .count();
    }
}
