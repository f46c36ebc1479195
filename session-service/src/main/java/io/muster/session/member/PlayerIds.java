package io.muster.session.member;

import io.muster.runtime.problem.Problems;

/** Checks the player ids that callers send. */
final class PlayerIds {

    private static final int MOST_CHARACTERS = 128;

    private PlayerIds() {}

    /** The id; fails with a 400 problem that names the field when it is missing or too long. */
    static String checked(String field, String playerId) {
        if (playerId == null || playerId.isBlank()) {
            throw Problems.badRequest(field, "must name a player");
        }
        if (playerId.length() > MOST_CHARACTERS) {
            throw Problems.badRequest(field, "must have at most " + MOST_CHARACTERS + " characters");
        }
        return playerId;
    }
}
