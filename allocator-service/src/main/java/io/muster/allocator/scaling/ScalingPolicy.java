package io.muster.allocator.scaling;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.Scale;

/**
 * How many payloads to create and to remove: desired = clamp(reserved + buffer, min, max). Payloads that are starting
 * count, so a slow start does not create more and more of them; reserved ones are never removed.
 */
public final class ScalingPolicy {

    /**
     * What to do.
     *
     * @param create payloads to create now
     * @param remove payloads that are not reserved to remove
     */
    public record Plan(int create, int remove) {}

    private ScalingPolicy() {}

    public static Plan plan(Allocation.Wish wish, Scale scale, Counts counts) {
        if (wish != Allocation.Wish.RUN) {
            return new Plan(0, counts.starting() + counts.ready());
        }
        int desired = scale.desired(counts.reserved());
        int missing = Math.min(desired - counts.useful(), scale.max() - counts.total());
        int surplus = Math.min(counts.useful() - desired, counts.starting() + counts.ready());
        return new Plan(Math.max(0, missing), Math.max(0, surplus));
    }
}
