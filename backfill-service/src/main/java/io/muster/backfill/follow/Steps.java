package io.muster.backfill.follow;

import io.muster.backfill.seat.Command;
import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.ticket.Player;
import io.muster.runtime.id.DerivedIds;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What events mean for seats; empty when they mean nothing, which is decided without looking at the database. Pure. */
final class Steps {

    /**
     * Version of the end of a session to which nothing else happened than being created and claimed: its members are those
     * it was claimed with, so a full one was not followed then, and there is nothing to end.
     */
    private static final long ENDED_AS_CLAIMED = 3;

    private Steps() {}

    static Optional<Step> ofMatch(MatchEvent event) {
        return switch (event) {
            case MatchClaimed claimed
            when claimed.settings().backfillEnabled() ->
                Optional.of(new Step(
                        claimed.namespace(),
                        DerivedIds.ordered(claimed.matchId(), "session"),
                        new Command.ExpectSession(playersOf(claimed.tickets()), attributesOf(claimed.tickets()))));
            case MatchClaimed _ -> Optional.empty();
            case BackfillClaimed claimed ->
                Optional.of(
                        new Step(claimed.namespace(), claimed.backfill().sessionId(), new Command.Propose(claimed)));
        };
    }

    static Optional<Step> ofSession(SessionEvent event) {
        return switch (event) {
            case SessionCreated _ -> Optional.empty();
            case SessionClaimed claimed when isFullForGood(claimed.state()) -> Optional.empty();
            case SessionClaimed claimed -> Optional.of(follow(event, claimed.state()));
            case SessionMembersChanged changed when !hasStarted(changed.state()) -> Optional.empty();
            case SessionMembersChanged changed -> Optional.of(follow(event, changed.state()));
            case SessionEnded ended
            when ended.version() == ENDED_AS_CLAIMED && isFullForGood(ended.state()) -> Optional.empty();
            case SessionFailed failed when !failed.state().settings().backfillEnabled() -> Optional.empty();
            case SessionEnded _, SessionFailed _ ->
                Optional.of(new Step(event.namespace(), event.sessionId(), new Command.EndSession(event.version())));
        };
    }

    private static Step follow(SessionEvent event, SessionState state) {
        return new Step(event.namespace(), event.sessionId(), new Command.FollowSession(state, event.version()));
    }

    /** Most sessions start full and want no backfill; should one of them lose a player, that event tells all again. */
    private static boolean isFullForGood(SessionState state) {
        return !state.settings().backfillEnabled()
                && state.members().size() >= state.settings().maxPlayers();
    }

    private static boolean hasStarted(SessionState state) {
        return state.server() != null
                || MatchSettings.HOSTING_MATCH_ID.equals(state.settings().hosting());
    }

    private static List<Player> playersOf(List<ClaimedTicket> tickets) {
        return tickets.stream().flatMap(ticket -> ticket.players().stream()).toList();
    }

    /** What all tickets of the match agree on; a pool that let them meet looks for the same in who comes later. */
    private static Map<String, Object> attributesOf(List<ClaimedTicket> tickets) {
        Map<String, Object> common = new HashMap<>(tickets.getFirst().attributes());
        tickets.forEach(
                ticket -> common.entrySet().retainAll(ticket.attributes().entrySet()));
        return common;
    }
}
