package io.muster.allocator.payload;

import java.time.Duration;
import java.time.Instant;

/**
 * Since when this replica could have known of every heartbeat. After its start, and after a time in which it could not write
 * down what it was told, it knows of none and must not take that for silence. Safe for use by several threads.
 */
final class HeartbeatWatch {

    /** A round is made each second; when one is this late, something was wrong. */
    static final Duration TOLERANCE = Duration.ofSeconds(3);

    private Instant since;
    private Instant lastRound;

    /** Since when silence counts, at the begin of a round. */
    synchronized Instant begin(Instant now) {
        if (late(now)) {
            since = now;
        }
        return since;
    }

    /** The round has succeeded. */
    synchronized void succeeded(Instant now) {
        lastRound = now;
    }

    /** Whether heartbeats are not being written down. */
    synchronized boolean late(Instant now) {
        return lastRound == null || lastRound.plus(TOLERANCE).isBefore(now);
    }
}
