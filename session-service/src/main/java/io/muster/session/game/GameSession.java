package io.muster.session.game;

import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.contracts.session.SessionState;
import java.util.List;
import java.util.Optional;

/**
 * One game session. Immutable; {@link #apply} is the only way to a newer version.
 *
 * @param version rises by one with every published change, starting at 1
 * @param state everything its events carry
 */
public record GameSession(String namespace, long version, Phase phase, SessionState state) {

    /** The session its first event describes. */
    public static GameSession of(SessionCreated created) {
        return new GameSession(created.namespace(), created.version(), new Phase.Requested(), created.state());
    }

    /** The session after the event; the same session when the event is not newer than it. */
    public GameSession apply(SessionEvent event) {
        if (event.version() <= version) {
            return this;
        }
        return switch (event) {
            case SessionCreated created -> of(created);
            case SessionClaimed claimed ->
                next(
                        claimed,
                        new Phase.Running(new Phase.Claim(claimed.version(), claimed.claimedAt())),
                        claimed.state());
            case SessionMembersChanged changed -> next(changed, phase, changed.state());
            case SessionEnded ended ->
                next(ended, new Phase.Ended(claim().orElseThrow(), ended.reason(), ended.endedAt()), ended.state());
            case SessionFailed failed ->
                next(failed, new Phase.Failed(failed.reason(), failed.message(), failed.failedAt()), failed.state());
        };
    }

    /** The session after all of the events. */
    public GameSession applyAll(List<SessionEvent> events) {
        GameSession session = this;
        for (SessionEvent event : events) {
            session = session.apply(event);
        }
        return session;
    }

    /**
     * Remembers the backfill ticket that fills the session, or, with null, that there is none. This mirrors a fact of
     * backfill-service, which publishes it itself: it is no change of the session and makes no new version.
     */
    public GameSession withBackfillTicket(String backfillTicketId) {
        return new GameSession(
                namespace,
                version,
                phase,
                States.of(state).backfillTicketId(backfillTicketId).build());
    }

    public String id() {
        return state.sessionId();
    }

    public Optional<Member> member(String playerId) {
        return state.members().stream()
                .filter(member -> member.id().equals(playerId))
                .findFirst();
    }

    /** Whether the game server of that id is, or was, the one of this session. */
    public boolean isOn(String serverId) {
        return state.server() != null && state.server().serverId().equals(serverId);
    }

    /** Whether the player has a seat now. */
    public boolean seats(String playerId) {
        return member(playerId).map(MemberStatus::of).map(MemberStatus::seated).orElse(false);
    }

    public int seatsTaken() {
        return (int) state.members().stream()
                .filter(member -> MemberStatus.of(member).seated())
                .count();
    }

    public boolean full() {
        return seatsTaken() >= state.settings().maxPlayers();
    }

    /** The claim of its game server, if it ever had one. */
    Optional<Phase.Claim> claim() {
        return switch (phase) {
            case Phase.Running running -> Optional.of(running.claim());
            case Phase.Ended ended -> Optional.of(ended.claim());
            case Phase.Requested _ -> Optional.empty();
            case Phase.Failed _ -> Optional.empty();
        };
    }

    private GameSession next(SessionEvent event, Phase nextPhase, SessionState nextState) {
        return new GameSession(namespace, event.version(), nextPhase, nextState);
    }
}
