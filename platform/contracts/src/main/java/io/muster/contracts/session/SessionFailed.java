package io.muster.contracts.session;

import java.time.Instant;

/**
 * No game server was found; the session never started and its tickets go back to their pool.
 *
 * @param reason code, as in the allocator's answer
 */
public record SessionFailed(
        String namespace,
        String sessionId,
        long version,
        SessionState state,
        String reason,
        String message,
        Instant failedAt)
        implements SessionEvent {}
