package io.muster.session.lifecycle;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.event.Outgoing;

/** Puts session events into envelopes. */
final class SessionEvents {

    private SessionEvents() {}

    /** An event that another one caused. It carries the time of its cause, so that a replay repeats it to the letter. */
    static Outgoing<SessionEvent> caused(SessionEvent event, Envelope<?> cause) {
        return Outgoing.caused(Topics.SESSIONS, event, cause, cause.time());
    }
}
