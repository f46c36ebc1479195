package io.muster.bench.load;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long a client waits before it tries again: twice as long each time, up to a limit, spread by half so that clients
 * who failed together do not come back together.
 */
public final class Backoff {

    private static final long FIRST_MILLIS = 250;
    private static final long LONGEST_MILLIS = 4_000;
    private static final int DOUBLINGS = 5;

    private Backoff() {}

    /**
     * The wait of one client before one of its tries.
     *
     * @param client any number that tells clients apart
     * @param attempt 1 before the second try
     */
    public static Duration before(long client, int attempt) {
        long full = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempt - 1, DOUBLINGS));
        long spread = new SplittableRandom(client * 31 + attempt).nextLong(full / 2 + 1);
        return Duration.ofMillis(full / 2 + spread);
    }
}
