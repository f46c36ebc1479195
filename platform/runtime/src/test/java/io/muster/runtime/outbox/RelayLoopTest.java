package io.muster.runtime.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RelayLoopTest {

    private static final int CHANGES = 60;

    private static RelaySimulation run(long seed, int takeoverPercent, int failurePercent) {
        RelaySimulation simulation = new RelaySimulation(seed);
        simulation.begin(CHANGES);
        for (int step = 0; step < 200; step++) {
            simulation.step(takeoverPercent, failurePercent);
            assertThat(simulation.batchesOnTheWire())
                    .isLessThanOrEqualTo(takeoverPercent == 0 ? RelayLoop.BATCHES_IN_FLIGHT : Integer.MAX_VALUE);
        }
        simulation.finish();
        return simulation;
    }

    private static List<Integer> upTo(int version) {
        return IntStream.rangeClosed(1, version).boxed().toList();
    }

    private static int events(RelaySimulation simulation) {
        return simulation.firstSeen().values().stream().mapToInt(List::size).sum();
    }

    @Property(tries = 1000)
    void publishesEveryEventOnceAndInTheOrderOfItsKey(@ForAll long seed) {
        RelaySimulation simulation = run(seed, 0, 0);
        assertThat(simulation.topic()).hasSize(CHANGES);
        assertThat(simulation.firstSeen().values())
                .allSatisfy(versions -> assertThat(versions).isEqualTo(upTo(versions.size())));
    }

    @Property(tries = 1000)
    void keepsTheOrderWhenLeadersDieWithBatchesOnTheWire(@ForAll long seed) {
        RelaySimulation simulation = run(seed, 5, 0);
        assertThat(events(simulation)).isEqualTo(CHANGES);
        assertThat(simulation.firstSeen().values())
                .allSatisfy(versions -> assertThat(versions).isEqualTo(upTo(versions.size())));
    }

    @Property(tries = 1000)
    void losesNothingWhenSendingFails(@ForAll long seed) {
        RelaySimulation simulation = run(seed, 0, 5);
        assertThat(events(simulation)).isEqualTo(CHANGES);
    }

    @Test
    void deletesWhatTheBrokerHasAtTheNextTickAndInOneGo() {
        RelaySimulation simulation = new RelaySimulation(1);
        simulation.publishOneByOne(2);
        assertThat(simulation.deletions()).isZero();
        assertThat(simulation.rowsLeft()).isEqualTo(2);

        simulation.tick();
        assertThat(simulation.deletions()).isEqualTo(1);
        assertThat(simulation.rowsLeft()).isZero();
    }

    @Test
    void deletesAtOnceWhenThereAreAsManyAsAReadTakes() {
        RelaySimulation simulation = new RelaySimulation(1);
        simulation.publishOneByOne(RelaySimulation.ROWS_PER_READ);
        assertThat(simulation.deletions()).isEqualTo(1);
        assertThat(simulation.rowsLeft()).isZero();
    }

    @Test
    void tellsThatNothingIsLeftSoThatAnEarlierFailureIsOver() {
        RelaySimulation simulation = new RelaySimulation(1);
        simulation.tick();
        assertThat(simulation.progress()).isNotEmpty().containsOnly(0);
    }

    @Test
    void doesNotTellThatNothingIsLeftWhileTheBrokerHasNotAnswered() {
        RelaySimulation simulation = new RelaySimulation(1);
        simulation.sendOne();
        simulation.tick();
        assertThat(simulation.progress()).isEmpty();
    }
}
