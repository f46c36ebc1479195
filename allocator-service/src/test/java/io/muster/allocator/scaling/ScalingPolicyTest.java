package io.muster.allocator.scaling;

import static io.muster.allocator.allocation.Allocation.Wish.DISABLE;
import static io.muster.allocator.allocation.Allocation.Wish.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.allocation.Scale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScalingPolicyTest {

    @Test
    void keepsTheBufferBeyondTheReservedOnes() {
        assertThat(plan(new Scale(2, 0, 10), new Counts(0, 1, 3, 0))).isEqualTo(new ScalingPolicy.Plan(1, 0));
    }

    @Test
    void countsPayloadsThatAreStarting() {
        assertThat(plan(new Scale(2, 0, 10), new Counts(2, 0, 3, 0))).isEqualTo(new ScalingPolicy.Plan(0, 0));
    }

    @Test
    void countsReservationsThatWait() {
        assertThat(ScalingPolicy.plan(RUN, new Scale(2, 0, 10), new Counts(0, 0, 3, 0), 4))
                .isEqualTo(new ScalingPolicy.Plan(6, 0));
    }

    @Test
    void stopsAtTheMaximumOfAllStates() {
        assertThat(plan(new Scale(5, 0, 10), new Counts(0, 0, 8, 1))).isEqualTo(new ScalingPolicy.Plan(1, 0));
    }

    @Test
    void removesWhatIsOverTheDesiredNumber() {
        assertThat(plan(new Scale(1, 0, 10), new Counts(0, 4, 2, 0))).isEqualTo(new ScalingPolicy.Plan(0, 3));
    }

    @Test
    void removesEverythingUnreservedOfADisabledAllocation() {
        assertThat(ScalingPolicy.plan(DISABLE, new Scale(5, 5, 10), new Counts(1, 2, 3, 0)))
                .isEqualTo(new ScalingPolicy.Plan(0, 3));
    }

    @Test
    void addsNewPayloadsBeforeItRemovesOldOnes() {
        Counts allOld = new Counts(0, 4, 1, 0, 0, 0, 4);

        assertThat(plan(new Scale(4, 0, 10), allOld)).isEqualTo(new ScalingPolicy.Plan(1, 0, 0));
    }

    @Test
    void removesOldPayloadsAsNewOnesBecomeReady() {
        Counts twoNew = new Counts(0, 6, 1, 0, 0, 0, 4);

        assertThat(plan(new Scale(4, 0, 10), twoNew).outdated()).isEqualTo(2);
    }

    @Test
    void givesUpOneOldPayloadToMakeRoomAtItsMaximum() {
        assertThat(plan(new Scale(3, 0, 3), new Counts(0, 3, 0, 0, 0, 0, 3)))
                .isEqualTo(new ScalingPolicy.Plan(0, 0, 1));
    }

    @Test
    void keepsItsLastReadyPayload() {
        assertThat(plan(new Scale(1, 0, 1), new Counts(0, 1, 0, 0, 0, 0, 1)))
                .isEqualTo(new ScalingPolicy.Plan(0, 0, 0));
    }

    @Property
    void neverLetsReadyDropToZeroWhileItReplaces(
            @ForAll @IntRange(max = 20) int buffer,
            @ForAll @IntRange(min = 2, max = 40) int max,
            @ForAll @IntRange(min = 1, max = 20) int ready,
            @ForAll @IntRange(max = 20) int old,
            @ForAll @IntRange(max = 10) int starting,
            @ForAll @IntRange(max = 10) int reserved) {
        Counts counts = new Counts(starting, ready, reserved, 0, 0, 0, Math.min(old, ready));

        ScalingPolicy.Plan plan = plan(new Scale(buffer, 0, max), counts);

        if (counts.outdated() > 0 && buffer > 0 && reserved < max) {
            assertThat(ready - plan.outdated()).isPositive();
        }
        assertThat(counts.total() + plan.create()).isLessThanOrEqualTo(Math.max(max, counts.total()));
    }

    @Property
    void staysWithinItsBoundsAndNeverTouchesReservedOnes(
            @ForAll @IntRange(max = 50) int buffer,
            @ForAll @IntRange(max = 50) int min,
            @ForAll @IntRange(max = 50) int spread,
            @ForAll @IntRange(max = 60) int starting,
            @ForAll @IntRange(max = 60) int ready,
            @ForAll @IntRange(max = 60) int reserved,
            @ForAll @IntRange(max = 60) int ending) {
        Scale scale = new Scale(buffer, min, min + spread);
        Counts counts = new Counts(starting, ready, reserved, ending);

        ScalingPolicy.Plan plan = ScalingPolicy.plan(RUN, scale, counts);

        assertThat(Math.min(plan.create(), plan.remove())).isZero();
        assertThat(plan.remove()).isBetween(0, starting + ready);
        if (plan.create() > 0) {
            assertThat(counts.total() + plan.create()).isLessThanOrEqualTo(scale.max());
        }
        int after = counts.useful() + plan.create() - plan.remove();
        if (counts.total() <= scale.max() && reserved <= scale.desired(reserved) && ending == 0) {
            assertThat(after).isEqualTo(scale.desired(reserved));
        }
    }

    private static ScalingPolicy.Plan plan(Scale scale, Counts counts) {
        return ScalingPolicy.plan(RUN, scale, counts);
    }
}
