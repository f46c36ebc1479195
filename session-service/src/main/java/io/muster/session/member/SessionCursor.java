package io.muster.session.member;

import io.muster.runtime.problem.Problems;
import io.muster.session.game.GameSession;

/**
 * Where a page of a list ends.
 *
 * @param code code of the last session on it
 * @param id id of the last session on it
 */
record SessionCursor(String code, String id) {

    static final SessionCursor START = new SessionCursor("", "");

    private static final char SEPARATOR = '.';

    static SessionCursor of(GameSession last) {
        return new SessionCursor(last.state().code(), last.id());
    }

    /** Reads what {@link #text} wrote; null is the start; fails with a 400 problem on anything else. */
    static SessionCursor parse(String text) {
        if (text == null) {
            return START;
        }
        int separator = text.indexOf(SEPARATOR);
        if (separator < 0) {
            throw Problems.badRequest("after", "must be the value of 'next' of an earlier page");
        }
        return new SessionCursor(text.substring(0, separator), text.substring(separator + 1));
    }

    String text() {
        return code + SEPARATOR + id;
    }
}
