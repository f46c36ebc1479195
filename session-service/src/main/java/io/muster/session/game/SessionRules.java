package io.muster.session.game;

import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionState;
import java.time.Instant;

/**
 * What a session does with a command. Pure: same session, same command, same decision.
 *
 * <p>Commands that stem from events come late, twice and in any order. One whose effect is already there repeats the
 * event that reported it, because the first attempt may have been cut off between commit and publication; consumers drop
 * what is not newer. One that comes too late for a session that is over and never had a server repeats the end, so that
 * the allocator gives the server back.
 */
public final class SessionRules {

    public static final String SERVER_EXITED = "server-exited";
    public static final String SERVER_CRASHED = "server-crashed";
    public static final String ENDED = "ended";
    public static final String EMPTY = "empty";
    public static final String NO_SERVER = "no-server";

    private SessionRules() {}

    /** Decides one command. */
    public static Decision decide(GameSession session, SessionCommand command) {
        return switch (command) {
            case SessionCommand.Claim claim -> claim(session, claim);
            case SessionCommand.Fail fail -> fail(session, fail);
            case SessionCommand.LoseServer lost -> loseServer(session, lost);
            case SessionCommand.AddTickets added -> MemberRules.addTickets(session, added);
            case SessionCommand.Join join -> MemberRules.join(session, join);
            case SessionCommand.Leave leave -> MemberRules.leave(session, leave);
            case SessionCommand.SetStatus set -> MemberRules.setStatus(session, set);
            case SessionCommand.End end ->
                session.phase().over()
                        ? Decision.nothing()
                        : Decision.of(Changes.ended(session, session.state(), ENDED, end.at()));
            case SessionCommand.ExpireWaits expire -> expireWaits(session, expire);
        };
    }

    private static Decision claim(GameSession session, SessionCommand.Claim command) {
        if (session.phase() instanceof Phase.Requested) {
            SessionState state = States.of(session.state())
                    .server(command.server())
                    .serverStatus(ServerStatus.AVAILABLE)
                    .updatedAt(command.at())
                    .build();
            return Decision.of(
                    new SessionClaimed(session.namespace(), session.id(), session.version() + 1, state, command.at()));
        }
        boolean same = session.isOn(command.server().serverId());
        return session.claim()
                .filter(claim -> same)
                .map(claim -> Decision.of(new SessionClaimed(
                        session.namespace(), session.id(), claim.version(), session.state(), claim.at())))
                .orElseGet(() -> Changes.repeatedEnd(session));
    }

    private static Decision fail(GameSession session, SessionCommand.Fail command) {
        return switch (session.phase()) {
            case Phase.Requested requested ->
                Decision.of(Changes.failed(session, command.reason(), command.message(), command.at()));
            case Phase.Failed failed -> repeatedIf(command.reason().equals(failed.reason()), session);
            case Phase.Running running -> Decision.nothing();
            case Phase.Ended ended -> Decision.nothing();
        };
    }

    private static Decision loseServer(GameSession session, SessionCommand.LoseServer command) {
        String reason = command.crashed() ? SERVER_CRASHED : SERVER_EXITED;
        boolean ours = session.isOn(command.serverId());
        return switch (session.phase()) {
            case Phase.Requested requested ->
                Decision.of(Changes.failed(
                        session, reason, "The game server was gone before the session started.", command.at()));
            case Phase.Running running ->
                ours ? Decision.of(Changes.ended(session, session.state(), reason, command.at())) : Decision.nothing();
            case Phase.Ended ended -> repeatedIf(ours && ended.reason().equals(reason), session);
            case Phase.Failed failed -> repeatedIf(failed.reason().equals(reason), session);
        };
    }

    /** Only the command that brought the end about repeats it: others would tell everybody twice in normal times. */
    private static Decision repeatedIf(boolean broughtItAbout, GameSession session) {
        return broughtItAbout ? Changes.repeatedEnd(session) : Decision.nothing();
    }

    private static Decision expireWaits(GameSession session, SessionCommand.ExpireWaits command) {
        if (session.phase().over()) {
            return Decision.nothing();
        }
        Instant unanswered = session.state().createdAt().plus(command.limits().server());
        if (session.phase() instanceof Phase.Requested && !command.at().isBefore(unanswered)) {
            return Decision.of(
                    Changes.failed(session, NO_SERVER, "Nobody answered the request for a game server.", command.at()));
        }
        return MemberRules.expireWaits(session, command);
    }
}
