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

    private PoissonSchedule() {}

    /**
     * The arrivals of one run.
     *
     * @param perSecond mean rate, above 0
     * @param length only arrivals before it are given
     * @return nanoseconds since the start of the run, ascending
     */
    public static long[] arrivals(long seed, double perSecond, Duration length) {
        if (!(perSecond > 0)) {
            throw new IllegalArgumentException("The rate must be above 0 but is " + perSecond);
        }
        SplittableRandom random = new SplittableRandom(seed);
        long[] times = new long[Math.max(16, (int) (perSecond * length.toMillis() / 1000 * 1.1))];
        double nanosPerArrival = 1e9 / perSecond;
        double time = 0;
        int count = 0;
        while (true) {
            time += -Math.log(1 - random.nextDouble()) * nanosPerArrival;
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
