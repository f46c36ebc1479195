package io.muster.session.member;

import io.muster.runtime.problem.Problems;
import io.muster.runtime.security.Caller;
import io.muster.runtime.security.Role;
import io.muster.session.game.GameSession;
import java.util.function.Consumer;

/**
 * Who may do what with a session. Services and developers see every session of their namespace, a game server the one it
 * hosts, a player those he is or was in; to everybody else a session looks missing.
 */
final class SessionAccess {

    private SessionAccess() {}

    /** May know everything public about the session. */
    static Consumer<GameSession> reading(Caller caller) {
        return session -> {
            boolean ours = caller.is(Role.SERVICE)
                    || caller.is(Role.DEVELOPER)
                    || hosts(caller, session)
                    || (caller.is(Role.PLAYER)
                            && session.member(caller.subject()).isPresent());
            if (!ours) {
                throw missing(session);
            }
        };
    }

    /** May act for players, and end the session. */
    static Consumer<GameSession> ruling(Caller caller) {
        return session -> {
            if (!caller.is(Role.SERVICE) && !hosts(caller, session)) {
                throw missing(session);
            }
        };
    }

    /** May take or leave a seat: a player his own, server and services anybody's. */
    static Consumer<GameSession> seating(Caller caller) {
        return caller.is(Role.PLAYER) ? session -> {} : ruling(caller);
    }

    /** May know the secret: server, services, and players who have a seat. */
    static Consumer<GameSession> secret(Caller caller) {
        return session -> {
            boolean seated = caller.is(Role.PLAYER) && session.seats(caller.subject());
            if (!seated && !caller.is(Role.SERVICE) && !hosts(caller, session)) {
                throw missing(session);
            }
        };
    }

    /** The player a request is about: a player himself, whom others name. */
    static String player(Caller caller, String userId) {
        boolean himself = userId == null || userId.equals(caller.subject());
        if (caller.is(Role.PLAYER) && himself) {
            return caller.subject();
        }
        if (caller.is(Role.SERVER) || caller.is(Role.SERVICE)) {
            return PlayerIds.checked("userId", userId);
        }
        throw Problems.forbidden("A player can act for himself only.");
    }

    private static boolean hosts(Caller caller, GameSession session) {
        return caller.is(Role.SERVER) && session.isOn(caller.subject());
    }

    private static RuntimeException missing(GameSession session) {
        return Problems.notFound("game session", session.id());
    }
}
