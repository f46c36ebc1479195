package io.muster.session.game;

import java.time.Instant;

/**
 * How far a session has come.
 *
 * <pre>
 *   Requested ── claimed ──▶ Running ── ended ──▶ Ended
 *       │  └──── ended ──────────────────────────────▲
 *       └── failed ──▶ Failed
 * </pre>
 */
public sealed interface Phase {

    /** Waits for a game server. */
    record Requested() implements Phase {}

    /** Players play. */
    record Running(Claim claim) implements Phase {}

    /**
     * Over.
     *
     * @param claim null when it ended before it had a game server
     */
    record Ended(Claim claim, String reason, Instant at) implements Phase {}

    /** No game server was found. */
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
