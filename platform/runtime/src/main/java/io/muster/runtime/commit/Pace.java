package io.muster.runtime.commit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A shortest time between two starts. Not safe for threads: the caller guards it. */
final class Pace {

    private final long interval;
    private final LongSupplier nanoTime;
    private long lastStart;

    /**
     * Nothing has started yet, so that the first may at once.
     *
     * @param interval shortest time between two starts; zero for none
     * @param nanoTime as {@link System#nanoTime()}
     */
    Pace(Duration interval, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.nanoTime = nanoTime;
        this.lastStart = nanoTime.getAsLong() - this.interval;
    }

    /** How long to wait until the next start; zero or less when it may be now. */
    long nanosUntilNext() {
        return interval == 0 ? 0 : lastStart + interval - nanoTime.getAsLong();
    }

    void started() {
        lastStart = nanoTime.getAsLong();
    }
}
