package io.muster.session.game;

import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEvent;
import java.time.Instant;

/**
 * What a session does with a command. Pure: same session, same command, same decision.
 *
 * <p>Commands that stem from events come late, twice and in any order. One whose effect is already there repeats the
 * event that reported it, because the first attempt may have been cut off between commit and publication; consumers drop
 * what is not newer. A server that comes too late for a session that has failed has the failure repeated, so that the
 * allocator gives it back.
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
            case SessionCommand.End end -> end(session, end);
            case SessionCommand.ExpireWaits expire -> expireWaits(session, expire);
        };
    }

    private static Decision claim(GameSession session, SessionCommand.Claim command) {
        if (session.phase() instanceof Phase.Requested) {
            SessionEvent claimed = Changes.claimed(session, command.server(), command.at());
            return session.seatsTaken() > 0 ? Decision.of(claimed) : claimedAndLeft(session.apply(claimed), claimed);
        }
        boolean same = session.isOn(command.server().serverId());
        return session.claim()
                .filter(_ -> same)
                .map(claim -> repeatedClaim(session, claim))
                .orElseGet(() -> Changes.repeatedEnd(session));
    }

    private static Decision repeatedClaim(GameSession session, Phase.Claim claim) {
        SessionEvent claimed =
                new SessionClaimed(session.namespace(), session.id(), claim.version(), session.state(), claim.at());
        return session.phase() instanceof Phase.Ended ended && ended.at().equals(claim.at())
                ? Decision.of(claimed, Changes.repeated(session, ended))
                : Decision.of(claimed);
    }

    /** Everybody left while the game server was looked for. Their tickets still want to be told of one. */
    private static Decision claimedAndLeft(GameSession claimed, SessionEvent event) {
        Instant at = claimed.state().updatedAt();
        return Decision.of(event, Changes.ended(claimed, claimed.state(), EMPTY, at));
    }

    private static Decision fail(GameSession session, SessionCommand.Fail command) {
        return switch (session.phase()) {
            case Phase.Requested requested ->
                Decision.of(Changes.failed(session, command.reason(), command.message(), command.at()));
            case Phase.Failed failed -> repeatedIf(command.reason().equals(failed.reason()), session);
            case Phase.Running _ -> Decision.nothing();
            case Phase.Ended _ -> Decision.nothing();
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

    private static Decision end(GameSession session, SessionCommand.End command) {
        return switch (session.phase()) {
            case Phase.Requested _ ->
                Decision.of(Changes.failed(
                        session, ENDED, "The session was ended before it had a game server.", command.at()));
            case Phase.Running _ -> Decision.of(Changes.ended(session, session.state(), ENDED, command.at()));
            case Phase.Ended _, Phase.Failed _ -> Decision.nothing();
        };
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
