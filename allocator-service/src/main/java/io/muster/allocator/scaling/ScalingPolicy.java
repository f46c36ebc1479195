package io.muster.allocator.scaling;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.Scale;

/**
 * How many payloads to create and to remove: desired = clamp(reserved + waiting + buffer, min, max). Payloads that are
 * starting count, so a slow start does not create more and more of them; reserved ones are never removed.
 *
 * <p>After a change of what payloads run, new ones are added beyond the desired number, a quarter of the buffer at a
 * time (all that are lacking when there are not even enough old ones), and old ones go as new ones become Ready, so that
 * Ready never drops to zero. An allocation at its maximum gives up one old payload at a time to make room, but not its
 * last Ready one.
 */
public final class ScalingPolicy {

    private static final int SURGE_DIVISOR = 4;

    /**
     * What to do.
     *
     * @param create payloads to create now
     * @param remove payloads that are not reserved to remove because there are too many
     * @param outdated unreserved payloads of an older version to remove because there are new ones in their place
     */
    public record Plan(int create, int remove, int outdated) {

        /** Without anything outdated. */
        public Plan(int create, int remove) {
            this(create, remove, 0);
        }
    }

    private ScalingPolicy() {}

    /** The plan while no reservation waits. */
    public static Plan plan(Allocation.Wish wish, Scale scale, Counts counts) {
        return plan(wish, scale, counts, 0);
    }

    /**
     * The plan.
     *
     * @param waiting reservations that wait for a payload; each will hold one, so they count like those that do
     */
    public static Plan plan(Allocation.Wish wish, Scale scale, Counts counts, int waiting) {
        if (wish != Allocation.Wish.RUN) {
            return new Plan(0, counts.starting() + counts.ready());
        }
        int desired = scale.desired(counts.reserved() + waiting);
        if (counts.outdated() > 0) {
            return rollOut(scale, desired, counts);
        }
        int missing = Math.min(desired - counts.useful(), scale.max() - counts.total());
        int surplus = Math.min(counts.useful() - desired, counts.starting() + counts.ready());
        return new Plan(Math.max(0, missing), Math.max(0, surplus));
    }

    private static Plan rollOut(Scale scale, int desired, Counts counts) {
        int wanted = Math.max(0, desired - counts.reserved());
        int freshStarting = counts.starting() - counts.outdatedStarting();
        int fresh = freshStarting + counts.ready() - counts.outdatedReady();
        int surge = Math.max(1, (wanted + SURGE_DIVISOR - 1) / SURGE_DIVISOR);
        int room = scale.max() - counts.total();
        int lacking = wanted - fresh - counts.outdatedReady();
        int create =
                Math.clamp(Math.min(wanted - fresh, Math.max(surge - freshStarting, lacking)), 0, Math.max(0, room));
        int replaced = Math.clamp((long) counts.ready() - wanted, 0, counts.outdatedReady());
        boolean stuck = create == 0 && freshStarting == 0 && replaced == 0 && fresh < wanted && counts.ending() == 0;
        boolean canSpareOne = counts.outdatedReady() > 0 && counts.ready() > 1;
        int spared = stuck && canSpareOne ? 1 : 0;
        return new Plan(create, 0, counts.outdatedStarting() + replaced + spared);
    }
}
