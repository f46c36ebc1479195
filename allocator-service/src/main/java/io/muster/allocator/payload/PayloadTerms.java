package io.muster.allocator.payload;

import java.time.Duration;

/**
 * Times a payload is given.
 *
 * @param startTimeout from the start of its program until it must be ready, so that stuck ones do not fill the buffer
 * @param shutdownGrace from the polite signal to the one nobody survives
 * @param firstBackOff wait before the second start of a program that ended before it was ready; doubles each time
 * @param longestBackOff where the doubling stops
 */
public record PayloadTerms(
        Duration startTimeout, Duration shutdownGrace, Duration firstBackOff, Duration longestBackOff) {

    /** Wait after so many starts, at least one. */
    public Duration backOff(int attempts) {
        int doublings = Math.clamp(attempts - 1, 0, 20);
        Duration wait = firstBackOff.multipliedBy(1L << doublings);
        return wait.compareTo(longestBackOff) > 0 ? longestBackOff : wait;
    }
}
