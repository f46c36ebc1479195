package io.muster.contracts.session;

import java.time.Instant;

/**
 * A session was opened for a claimed match and asks for a game server.
 */
public record SessionCreated(String namespace, String sessionId, long version, SessionState state, Instant createdAt)
        implements SessionEvent {}
