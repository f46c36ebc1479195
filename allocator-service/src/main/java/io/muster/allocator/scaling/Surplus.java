package io.muster.allocator.scaling;

import java.time.Duration;
import java.time.Instant;

/**
 * A surplus of payloads that is being watched. Too many for a moment is normal when a match ends; only as many as there
 * were too many all the time may be removed.
 *
 * @param since when the watch began
 * @param least the smallest surplus seen since
 */
record Surplus(Instant since, int least) {

    /**
     * What is known after another look.
     *
     * @param before null when there was no surplus at the last look
     * @param surplus payloads there are too many now, more than zero
     */
    static Surplus seen(Surplus before, int surplus, Instant now) {
        return before == null ? new Surplus(now, surplus) : new Surplus(before.since, Math.min(before.least, surplus));
    }

    /** How many may be removed, given how long a surplus must last. */
    int removable(Duration delay, Instant now) {
        return since.plus(delay).isAfter(now) ? 0 : least;
    }

    /** What is left to be removed of it; null when nothing is, so that what is too many then is watched afresh. */
    Surplus without(int removed) {
        return removed >= least ? null : new Surplus(since, least - removed);
    }
}
