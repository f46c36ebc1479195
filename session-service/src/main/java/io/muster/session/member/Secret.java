package io.muster.session.member;

import io.muster.runtime.problem.Problems;
import io.muster.session.game.GameSession;

/** The secret of a session, in an answer to somebody who may know it. */
record Secret(String secret) {

    /** Fails with a 404 problem when the match of the session wanted none. */
    static Secret of(GameSession session) {
        if (session.state().secret() == null) {
            throw Problems.notFound("secret of game session", session.id());
        }
        return new Secret(session.state().secret());
    }

    @Override
    public String toString() {
        return "Secret[...]";
    }
}
