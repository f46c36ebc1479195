package io.muster.match.engine;

/**
 * Where on the scale tickets wait that are old enough to relax some rule for everybody in their match. Most arrivals have none
 * within reach, and need not look farther than their own age allows.
 *
 * <p>Counts tickets by cells of keys, with cells of all buckets folded into one table, so that its size does not grow with the
 * pool: it may see an elder where none is, but never misses one. One thread.
 */
final class Elders {

    /** A power of two. */
    private static final int CELLS = 2_048;

    /** Cells to each side that the widest look at all spans, about. */
    private static final int SPAN = 8;

    private final double cell;
    private int[] counts = {};
    private int total;
    private long knownUntil = Long.MIN_VALUE;

    Elders(RuleSet rules) {
        double widest = rules.leading() == null ? 0 : rules.leading().widest();
        cell = widest > 0 ? widest / SPAN : 1;
    }

    /** Everybody has been {@link #include included} who is old enough before this time, in Unix milliseconds. */
    void completeUntil(long millis) {
        knownUntil = millis;
    }

    /** A waiting ticket has grown old enough; does nothing the second time. */
    void include(WaitingTicket ticket, SkillIndex bucket) {
        if (ticket.elder) {
            return;
        }
        if (counts.length == 0) {
            counts = new int[CELLS];
        }
        ticket.elder = true;
        counts[slot(bucket, number(ticket.key))]++;
        total++;
    }

    /** A ticket waits no longer, however old it is. */
    void exclude(WaitingTicket ticket, SkillIndex bucket) {
        if (ticket.elder) {
            ticket.elder = false;
            counts[slot(bucket, number(ticket.key))]--;
            total--;
        }
    }

    /** False when no ticket within the distance is old enough at that time. */
    boolean mayBeNear(SkillIndex bucket, double key, double distance, long now) {
        if (now >= knownUntil) {
            return true;
        }
        if (total == 0 || distance / cell > SPAN) {
            return total > 0;
        }
        // one more to each side, for sums that were rounded
        long first = number(key - distance) - 1;
        long last = number(key + distance) + 1;
        for (long number = first; number <= last; number++) {
            if (counts[slot(bucket, number)] > 0) {
                return true;
            }
        }
        return false;
    }

    private long number(double key) {
        return (long) Math.floor(key / cell);
    }

    private static int slot(SkillIndex bucket, long number) {
        return (int) (number + bucket.number()) & CELLS - 1;
    }
}
