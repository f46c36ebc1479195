package io.muster.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.rules.Adaptation;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Matches as close as the density of arrivals allows, alone and in a pool. */
class ArrivalDensityTest {

    private static final long START = PoolFixture.START;

    private static final String DUEL = """
            {"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
             "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":100}],
             "adaptiveTolerance":{"closeness":1,"horizonSeconds":0.5}}""";

    /** A thousand players a second, evenly over a thousand points: one per second and point. */
    private static ArrivalDensity even() {
        ArrivalDensity density = new ArrivalDensity(new Adaptation(1, 0.5), 2);
        Random random = new Random(1);
        for (int i = 0; i < 2_000; i++) {
            density.arrived(random.nextInt(1_000), START + i);
        }
        return density;
    }

    @Test
    void asksForTheDistanceThatArrivalsFillWithinTheHorizon() {
        assertThat(even().limit(500, 0, START + 2_000)).isBetween(2.0, 8.0);
    }

    @Test
    void loosensWithAge() {
        ArrivalDensity density = even();
        assertThat(density.limit(500, 1, START + 2_000)).isEqualTo(3 * density.limit(500, 0, START + 2_000));
    }

    @Test
    void asksForLittleInTheTails() {
        assertThat(even().limit(5_000, 0, START + 2_000)).isGreaterThan(100);
    }

    @Test
    void asksForNothingUntilEnoughHaveArrived() {
        ArrivalDensity density = new ArrivalDensity(new Adaptation(1, 0.5), 2);
        density.arrived(1, START);
        assertThat(density.limit(1, 0, START)).isInfinite();
    }

    @Test
    void makesCloserMatchesWhereManyArrive() {
        assertThat(meanSpread(true)).isLessThan(meanSpread(false) / 3);
    }

    @Test
    void matchesWhoIsLeftInTime() {
        PoolFixture pool = crowd(true);
        pool.skilled("far", 1, 3_000);
        pool.skilled("away", 1, 3_090);
        assertThat(pool.at(1).stream().map(PoolFixture::ids)).contains(List.of("away", "far"));
    }

    @Test
    void takesWhoComesIntoDenseCompanyBeforeLong() {
        PoolFixture pool = crowd(true);
        pool.at(20);
        assertThat(pool.engine.waiting()).isLessThan(20);
    }

    private static double meanSpread(boolean adapts) {
        return crowd(adapts).found.stream()
                .mapToDouble(match -> {
                    List<WaitingTicket> tickets = match.tickets();
                    return Math.abs(tickets.get(0).key - tickets.get(1).key);
                })
                .average()
                .orElseThrow();
    }

    /** A thousand players who come within a second. */
    private static PoolFixture crowd(boolean adapts) {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL);
        if (adapts) {
            pool.engine.adaptToArrivals();
        }
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            pool.skilled("t" + i, i / 1_000.0, random.nextInt(1_000));
            pool.at(i / 1_000.0);
        }
        return pool;
    }
}
