package io.muster.session.store;

import io.muster.contracts.session.SessionState;
import io.muster.session.game.GameSession;
import io.muster.session.game.Phase;
import io.muster.session.game.Phase.Claim;
import java.time.Instant;

/**
 * What the column {@code document} holds: everything of a session that no query looks at.
 *
 * @param claim its game server's claim, or null
 * @param reason why it is over, or null
 * @param message the reason for people, or null
 * @param overAt when it was over, or null
 */
record SessionDocument(SessionState state, Claim claim, String reason, String message, Instant overAt) {

    static final String REQUESTED = "REQUESTED";
    static final String RUNNING = "RUNNING";
    static final String ENDED = "ENDED";
    static final String FAILED = "FAILED";

    static SessionDocument of(GameSession session) {
        return switch (session.phase()) {
            case Phase.Requested _ -> new SessionDocument(session.state(), null, null, null, null);
            case Phase.Running running -> new SessionDocument(session.state(), running.claim(), null, null, null);
            case Phase.Ended ended ->
                new SessionDocument(session.state(), ended.claim(), ended.reason(), null, ended.at());
            case Phase.Failed failed ->
                new SessionDocument(session.state(), null, failed.reason(), failed.message(), failed.at());
        };
    }

    /** The value of the column {@code phase}. */
    static String phaseOf(GameSession session) {
        return switch (session.phase()) {
            case Phase.Requested _ -> REQUESTED;
            case Phase.Running _ -> RUNNING;
            case Phase.Ended _ -> ENDED;
            case Phase.Failed _ -> FAILED;
        };
    }

    GameSession toSession(String namespace, long version, String phase) {
        Phase restored = switch (phase) {
            case REQUESTED -> new Phase.Requested();
            case RUNNING -> new Phase.Running(claim);
            case ENDED -> new Phase.Ended(claim, reason, overAt);
            case FAILED -> new Phase.Failed(reason, message, overAt);
            default -> throw new IllegalStateException("a session in the unknown phase " + phase);
        };
        return new GameSession(namespace, version, restored, state);
    }
}
