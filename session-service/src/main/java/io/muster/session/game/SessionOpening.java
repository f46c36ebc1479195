package io.muster.session.game;

import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionState;
import io.muster.runtime.id.DerivedIds;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a claimed match becomes a session. Everything but the secret follows from the match, so that a replay, given the
 * stored secret, makes the same events again.
 */
public final class SessionOpening {

    private static final String CREATED_BY = "client-ticket-service";

    private SessionOpening() {}

    /** The id of a match's session. */
    public static String sessionId(MatchClaimed match) {
        return DerivedIds.ordered(match.matchId(), "session");
    }

    /**
     * The first events of the session: created, and, when the match is hosted by nobody but its players, claimed. A
     * server is waited for, whether the allocator is to reserve it or a backend to name it.
     *
     * @param secret shared by server and members; null when the match wants none
     */
    public static List<SessionEvent> open(MatchClaimed match, String secret) {
        boolean asksForServer =
                !MatchSettings.HOSTING_MATCH_ID.equals(match.settings().hosting());
        SessionState state = state(match, secret, asksForServer);
        Instant at = match.claimedAt();
        SessionCreated created = new SessionCreated(match.namespace(), state.sessionId(), 1, state, at);
        return asksForServer
                ? List.of(created)
                : List.of(created, new SessionClaimed(match.namespace(), state.sessionId(), 2, state, at));
    }

    /** The session after its first events. */
    public static GameSession session(List<SessionEvent> opening) {
        return GameSession.of((SessionCreated) opening.getFirst()).applyAll(opening);
    }

    private static SessionState state(MatchClaimed match, String secret, boolean asksForServer) {
        String id = sessionId(match);
        Instant at = match.claimedAt();
        List<Member> members =
                match.tickets().stream().flatMap(ticket -> members(ticket, at)).toList();
        return new SessionState(
                id,
                match.matchId(),
                match.queue(),
                SessionCode.of(id),
                secret,
                members.isEmpty() ? null : members.getFirst().id(),
                CREATED_BY,
                members,
                Roster.teams(match.teams(), match.tickets()),
                match.region(),
                match.settings(),
                null,
                (asksForServer ? ServerStatus.REQUESTED : ServerStatus.NEED_TO_REQUEST).name(),
                asksForServer ? at : null,
                null,
                at,
                at);
    }

    private static Stream<Member> members(ClaimedTicket ticket, Instant at) {
        return ticket.playerIds().stream()
                .map(player -> new Member(player, MemberStatus.JOINED.name(), ticket.ticketId(), at));
    }
}
