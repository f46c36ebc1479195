package io.muster.contracts.session;

import java.time.Instant;

/**
 * The session has its game server; tickets can be assigned to it.
 */
public record SessionClaimed(String namespace, String sessionId, long version, SessionState state, Instant claimedAt)
        implements SessionEvent {}
