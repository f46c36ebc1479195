package io.muster.runtime.outbox;

/**
 * Up to which id the relay need not look any more. Without it every read would pass all rows that were deleted and not
 * yet vacuumed, tens of thousands of them under load.
 *
 * <p>Ids are not committed in their order, so the highest id that was read is no floor: a lower one may still appear. It
 * is one as soon as every transaction that ran when it was read has ended, which PostgreSQL tells by its snapshots, and a
 * read after that has taken everything up to it.
 *
 * <p>Plain state; one thread.
 */
final class ReadFloor {

    /** Below every id. */
    static final long NONE = 0;

    private long floor = NONE;
    private long highest = NONE;
    private long candidate = NONE;
    private long candidateRipe;
    private boolean ripe;
    private boolean lastChance; // the read under way began after the candidate was ripe

    /**
     * Which transactions have ended, as {@code pg_current_snapshot()} tells.
     *
     * @param oldestRunning all with a lower number have ended
     * @param next number that the next transaction will get
     */
    record Horizon(long oldestRunning, long next) {}

    /** Rows up to here need not be looked for. */
    long value() {
        return floor;
    }

    /** A read of rows above the floor, or above {@link #NONE}, begins; only one at a time. */
    void startRead() {
        lastChance = ripe;
    }

    /**
     * The read has ended.
     *
     * @param lastId highest id that it found, or {@link #NONE}
     * @param more it found as many as it may, so there may be others
     */
    void endRead(long lastId, boolean more) {
        highest = Math.max(highest, lastId);
        if (lastChance && (!more || lastId >= candidate)) {
            floor = candidate;
            ripe = false;
        }
        lastChance = false;
    }

    /** The highest id that was read. */
    long highest() {
        return highest;
    }

    /**
     * Takes notice of the transactions that run.
     *
     * @param seen {@link #highest()} from before the horizon was asked for
     */
    void observe(long seen, Horizon horizon) {
        if (candidate > floor) {
            ripe |= horizon.oldestRunning() >= candidateRipe;
        } else if (seen > floor) {
            candidate = seen;
            candidateRipe = horizon.next();
        }
    }
}
