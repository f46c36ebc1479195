package io.muster.gateway.socket;

import java.time.Instant;

/** How many frames the other side may still send: a bucket that refills steadily. For one thread. */
final class FrameBudget {

    private static final double MILLIS_A_MINUTE = 60_000;

    private final int perMinute;
    private double left;
    private Instant filledAt;

    FrameBudget(int perMinute, Instant now) {
        this.perMinute = perMinute;
        this.left = perMinute;
        this.filledAt = now;
    }

    /** Takes one; false when none is left. */
    boolean take(Instant now) {
        double refill = (now.toEpochMilli() - filledAt.toEpochMilli()) * perMinute / MILLIS_A_MINUTE;
        left = Math.min(perMinute, left + Math.max(0, refill));
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
