package io.muster.session.game;

import java.time.Instant;

/**
 * How far a session has come.
 *
 * <pre>
 *   Requested ── claimed ──▶ Running ── ended ──▶ Ended
 *       └── failed ──▶ Failed
 * </pre>
 *
 * A session that never had a game server never ends, it fails: that is what takes its tickets back to their pool.
 */
public sealed interface Phase {

    /** Waits for a game server. */
    record Requested() implements Phase {}

    /** Players play. */
    record Running(Claim claim) implements Phase {}

    /** Over. */
    record Ended(Claim claim, String reason, Instant at) implements Phase {}

    /** Never started. */
    record Failed(String reason, String message, Instant at) implements Phase {}

    /**
     * The claim of its game server, kept so that a replay of the reservation repeats the same event.
     *
     * @param version version of the session the claim made
     */
    record Claim(long version, Instant at) {}

    /** Whether nothing can happen any more. */
    default boolean over() {
        return this instanceof Ended || this instanceof Failed;
    }
}
