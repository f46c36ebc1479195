package io.muster.runtime.commit;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A shortest time between two starts of batches that are not worth their own yet. Not safe for threads: the caller guards it. */
final class Pace {

    private final long interval;
    private final int enough;
    private final LongSupplier nanoTime;
    private long lastStart;

    /**
     * Nothing has started yet, so that the first may at once.
     *
     * @param interval shortest time between two starts; zero for none
     * @param enough size of a batch that need not wait
     * @param nanoTime as {@link System#nanoTime()}
     */
    Pace(Duration interval, int enough, LongSupplier nanoTime) {
        this.interval = interval.toNanos();
        this.enough = enough;
        this.nanoTime = nanoTime;
        this.lastStart = nanoTime.getAsLong() - this.interval;
    }

    /** How long a batch of some size waits until it starts; zero or less when it may now. */
    long nanosUntilNext(int size) {
        return interval == 0 || size >= enough ? 0 : lastStart + interval - nanoTime.getAsLong();
    }

    void started() {
        lastStart = nanoTime.getAsLong();
    }
}
