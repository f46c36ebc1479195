package io.muster.contracts.session;

import java.time.Instant;

/**
 * The session is over.
 *
 * @param reason code: {@code server-exited}, {@code server-crashed}, {@code ended}, {@code empty}
 */
public record SessionEnded(
        String namespace, String sessionId, long version, SessionState state, String reason, Instant endedAt)
        implements SessionEvent {}
