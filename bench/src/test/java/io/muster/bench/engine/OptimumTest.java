package io.muster.bench.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OptimumTest {

    @Test
    void pairsNeighbours() {
        assertThat(Optimum.of(new double[] {30, 0, 10, 20}, 2, 100)).isEqualTo(180);
    }

    @Test
    void leavesOutWhoSpoilsMore() {
        assertThat(Optimum.of(new double[] {0, 50, 51}, 2, 100)).isEqualTo(99);
    }

    @Test
    void makesNothingOfPlayersTooFarApart() {
        assertThat(Optimum.of(new double[] {0, 101}, 2, 100)).isZero();
    }
}
