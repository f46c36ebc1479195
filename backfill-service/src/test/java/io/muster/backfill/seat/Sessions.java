package io.muster.backfill.seat;

import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.match.BackfillRef;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.Team;
import io.muster.contracts.match.TeamShape;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.session.SessionTeam;
import io.muster.contracts.ticket.Player;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Sessions, claims and actors for tests: queue arena, teams red0 and blue0 of two seats each. */
public final class Sessions {

    public static final String NAMESPACE = "demo";
    public static final String SERVER = "ds_1";
    public static final Instant START = Instant.parse("2026-11-21T10:00:00Z");
    public static final Command.Actor THE_SERVER = new Command.Actor(NAMESPACE, SERVER);
    public static final Command.Actor A_SERVICE = new Command.Actor(NAMESPACE, null);

    private Sessions() {}

    public static MatchSettings settings(boolean backfillEnabled) {
        return new MatchSettings(
                "arena",
                1,
                MatchSettings.HOSTING_ALLOCATE,
                "default",
                backfillEnabled,
                false,
                List.of(new TeamShape("red", 1, 1, 1, 2), new TeamShape("blue", 1, 1, 1, 2)));
    }

    /** A session whose members sit in the teams alternately, each with the ticket {@code t-<player>}. */
    public static SessionState session(String sessionId, boolean backfillEnabled, String... players) {
        List<Member> members = new ArrayList<>();
        List<SessionTeam.Party> red = new ArrayList<>();
        List<SessionTeam.Party> blue = new ArrayList<>();
        for (int i = 0; i < players.length; i++) {
            members.add(new Member(players[i], "JOINED", "t-" + players[i], START));
            (i % 2 == 0 ? red : blue).add(new SessionTeam.Party("t-" + players[i], List.of(players[i])));
        }
        return state(
                sessionId,
                backfillEnabled,
                members,
                List.of(new SessionTeam("red0", "red", red), new SessionTeam("blue0", "blue", blue)));
    }

    public static SessionState state(
            String sessionId, boolean backfillEnabled, List<Member> members, List<SessionTeam> teams) {
        return new SessionState(
                sessionId,
                "match-" + sessionId,
                "arena",
                "WJVVTR",
                null,
                members.isEmpty() ? null : members.getFirst().id(),
                "client-x",
                members,
                teams,
                "eu",
                settings(backfillEnabled),
                new Server(SERVER, "p-1", "a-1", "default", "eu", "127.0.0.1", 7777, Map.of("default", 7777)),
                "AVAILABLE",
                START,
                null,
                START,
                START);
    }

    /** The same session on another game server. */
    public static SessionState on(String serverId, SessionState state) {
        return new SessionState(
                state.sessionId(),
                state.matchId(),
                state.queue(),
                state.code(),
                state.secret(),
                state.leaderId(),
                state.createdBy(),
                state.members(),
                state.teams(),
                state.region(),
                state.settings(),
                new Server(serverId, "p-1", "a-1", "default", "eu", "127.0.0.1", 7777, Map.of("default", 7777)),
                state.serverStatus(),
                state.serverRequestedAt(),
                state.backfillTicketId(),
                state.createdAt(),
                state.updatedAt());
    }

    public static Member member(String id, String status, String ticketId) {
        return new Member(id, status, ticketId, START);
    }

    public static ClaimedTicket ticket(String ticketId, String... players) {
        return new ClaimedTicket(ticketId, 2, Map.of(), players(players), START);
    }

    public static List<Player> players(String... ids) {
        return List.of(ids).stream()
                .map(id -> new Player(id, Map.of("skill", 1500), List.of()))
                .toList();
    }

    /** A claim that puts all tickets into one team. */
    public static BackfillClaimed claim(
            String proposalId, SessionSeats seats, long version, String team, ClaimedTicket... tickets) {
        return claim(proposalId, seats.ticket().backfillId(), seats.sessionId(), version, team, tickets);
    }

    public static BackfillClaimed claim(
            String proposalId,
            String backfillId,
            String sessionId,
            long version,
            String team,
            ClaimedTicket... tickets) {
        return new BackfillClaimed(
                NAMESPACE,
                "match-" + proposalId,
                proposalId,
                "arena",
                new BackfillRef(backfillId, version, sessionId),
                List.of(tickets),
                List.of(new Team(
                        team,
                        team.substring(0, team.length() - 1),
                        List.of(tickets).stream().map(ClaimedTicket::ticketId).toList())),
                "eu",
                settings(true),
                START);
    }
}
