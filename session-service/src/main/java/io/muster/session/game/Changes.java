package io.muster.session.game;

import io.muster.contracts.payload.Server;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.contracts.session.SessionState;
import java.time.Instant;

/** The events that tell of a session's changes, each with the next version, and the repeats of earlier ones. */
final class Changes {

    private Changes() {}

    /** The session has its game server. */
    static SessionEvent claimed(GameSession session, Server server, Instant at) {
        SessionState state = States.of(session.state())
                .server(server)
                .serverStatus(ServerStatus.AVAILABLE)
                .updatedAt(at)
                .build();
        return new SessionClaimed(session.namespace(), session.id(), session.version() + 1, state, at);
    }

    /** Members as the roster has them. */
    static SessionEvent membersChanged(GameSession session, Roster roster, Instant at) {
        SessionState state =
                States.of(session.state()).roster(roster).updatedAt(at).build();
        return new SessionMembersChanged(session.namespace(), session.id(), session.version() + 1, state, at);
    }

    static SessionEvent ended(GameSession session, SessionState state, String reason, Instant at) {
        SessionState last = closed(state, ServerStatus.ENDED, at);
        return new SessionEnded(session.namespace(), session.id(), session.version() + 1, last, reason, at);
    }

    static SessionEvent failed(GameSession session, String reason, String message, Instant at) {
        SessionState last = closed(session.state(), ServerStatus.FAILED_TO_REQUEST, at);
        return new SessionFailed(session.namespace(), session.id(), session.version() + 1, last, reason, message, at);
    }

    private static SessionState closed(SessionState state, ServerStatus status, Instant at) {
        return States.of(state)
                .members(Roster.terminated(state.members(), at))
                .serverStatus(status)
                .updatedAt(at)
                .build();
    }

    /** The end again; nothing when there was none. */
    static Decision repeatedEnd(GameSession session) {
        return switch (session.phase()) {
            case Phase.Ended ended -> Decision.of(repeated(session, ended));
            case Phase.Failed failed -> Decision.of(repeated(session, failed));
            case Phase.Requested _, Phase.Running _ -> Decision.nothing();
        };
    }

    static SessionEvent repeated(GameSession session, Phase.Ended ended) {
        return new SessionEnded(
                session.namespace(), session.id(), session.version(), session.state(), ended.reason(), ended.at());
    }

    private static SessionEvent repeated(GameSession session, Phase.Failed failed) {
        return new SessionFailed(
                session.namespace(),
                session.id(),
                session.version(),
                session.state(),
                failed.reason(),
                failed.message(),
                failed.at());
    }

    /** The newest roster again: what a replay repeats may be older, but nobody misses what the newest one holds. */
    static Decision repeatedMembers(GameSession session) {
        return Decision.of(new SessionMembersChanged(
                session.namespace(),
                session.id(),
                session.version(),
                session.state(),
                session.state().updatedAt()));
    }
}
