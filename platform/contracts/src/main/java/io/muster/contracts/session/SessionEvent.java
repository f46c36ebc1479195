package io.muster.contracts.session;

import io.muster.contracts.Event;

/** A change of a game session. */
public sealed interface SessionEvent extends Event
        permits SessionCreated, SessionClaimed, SessionMembersChanged, SessionEnded, SessionFailed {

    String sessionId();

    @Override
    default String subject() {
        return sessionId();
    }
}
