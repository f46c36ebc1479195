package io.muster.bench.load;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Arrival times of a Poisson process: the gaps are independent and exponentially distributed, as arrivals of many
 * players who do not know each other are. The times depend on seed and rate only, never on how the system answers, so
 * that a slow answer cannot hide the requests it would have delayed (coordinated omission).
 */
public final class PoissonSchedule {

    private static final double LEAST_SHARE = 0.1;

    private PoissonSchedule() {}

    /** {@link #arrivals(long, double, Duration, Duration)} at the full rate from the start. */
    public static long[] arrivals(long seed, double perSecond, Duration length) {
        return arrivals(seed, perSecond, length, Duration.ZERO);
    }

    /**
     * The arrivals of one run. A process that has just started compiles its code while it serves; at the full rate it
     * would spend the run on the backlog of its first seconds, so the rate can rise to it.
     *
     * @param perSecond mean rate, above 0
     * @param length only arrivals before it are given
     * @param rise time in which the rate rises evenly from a tenth of it
     * @return nanoseconds since the start of the run, ascending
     */
    public static long[] arrivals(long seed, double perSecond, Duration length, Duration rise) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("The rate must be above 0 but is " + perSecond);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = new long[Math.max(16, (int) (perSecond * length.toMillis() / 1000 * 1.1))];
        double nanosPerArrival = 1e9 / perSecond;
        double time = 0;
        int count = 0;
        while (true) {
            double share = time >= rise.toNanos() ? 1 : Math.max(LEAST_SHARE, time / rise.toNanos());
            time += -Math.log(1 - random.nextDouble()) * nanosPerArrival / share;
            if (time >= length.toNanos()) {
                return Arrays.copyOf(times, count);
            }
            if (count == times.length) {
                times = Arrays.copyOf(times, count * 2);
            }
            times[count++] = (long) time;
        }
    }
}
