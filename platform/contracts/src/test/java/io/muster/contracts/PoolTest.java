package io.muster.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PoolTest {

    @Property
    void partitionIsAlwaysWithinTheTopic(
            @ForAll String namespace, @ForAll String queue, @ForAll @IntRange(min = 1, max = 64) int partitions) {
        assertThat(new Pool(namespace, queue).partition(partitions)).isBetween(0, partitions - 1);
    }

    /** Pins the formula: a change of it would send the events of running pools to other partitions. */
    @Test
    void partitionOfAPoolNeverChanges() {
        assertThat(new Pool("demo", "arena").partition(8)).isEqualTo(7);
        assertThat(new Pool("demo", "duel").partition(8)).isEqualTo(4);
    }

    @Test
    void poolsOfManyQueuesSpreadOverAllPartitions() {
        long used = java.util.stream.IntStream.range(0, 200)
                .map(i -> new Pool("demo", "queue-" + i).partition(8))
                .distinct()
                .count();

        assertThat(used).isEqualTo(8);
    }
}
