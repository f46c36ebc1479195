package io.muster.contracts.session;

import java.time.Instant;

/**
 * Members, their status or their teams changed.
 */
public record SessionMembersChanged(
        String namespace, String sessionId, long version, SessionState state, Instant changedAt)
        implements SessionEvent {}
