package io.muster.session.game;

import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.Team;
import io.muster.contracts.match.TeamShape;
import io.muster.contracts.payload.Server;
import io.muster.contracts.ticket.Player;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Matches and sessions for tests: two teams of two seats, one player and ticket for each name given. */
public final class Sessions {

    public static final String NAMESPACE = "demo";
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final TimeLimits LIMITS =
            new TimeLimits(Duration.ofSeconds(300), Duration.ofSeconds(300), Duration.ofSeconds(60));

    private Sessions() {}

    public static MatchSettings settings() {
        return settings(MatchSettings.HOSTING_ALLOCATE, false);
    }

    public static MatchSettings settings(String hosting, boolean secret) {
        return new MatchSettings(
                "duel",
                1,
                hosting,
                hosting.equals(MatchSettings.HOSTING_ALLOCATE) ? "default" : null,
                true,
                secret,
                List.of(new TeamShape("red", 1, 1, 1, 2), new TeamShape("blue", 1, 1, 1, 2)));
    }

    public static MatchClaimed match(String matchId, MatchSettings settings, String... players) {
        return match(matchId, settings, START, players);
    }

    public static MatchClaimed match(String matchId, MatchSettings settings, Instant claimedAt, String... players) {
        List<ClaimedTicket> tickets = Stream.of(players).map(Sessions::ticket).toList();
        return new MatchClaimed(
                NAMESPACE,
                matchId,
                "proposal-" + matchId,
                "duel",
                tickets,
                List.of(team("red", tickets, 0), team("blue", tickets, 1)),
                "eu",
                settings,
                claimedAt);
    }

    /** A session that waits for its game server. */
    public static GameSession requested(String... players) {
        return SessionOpening.session(SessionOpening.open(match("m1", settings(), players), null));
    }

    /** A session on {@link #server()}. */
    public static GameSession running(String... players) {
        return after(requested(players), new SessionCommand.Claim(server(), START.plusSeconds(1)));
    }

    public static GameSession after(GameSession session, SessionCommand... commands) {
        GameSession changed = session;
        for (SessionCommand command : commands) {
            changed = changed.applyAll(SessionRules.decide(changed, command).events());
        }
        return changed;
    }

    public static Server server() {
        return server("ds_1");
    }

    public static Server server(String serverId) {
        return new Server(serverId, "8hhtn-fvpvq", "a1", "default", "eu", "127.0.0.1", 22222, Map.of("default", 22222));
    }

    public static ClaimedTicket ticket(String player) {
        return party("t-" + player, player);
    }

    public static ClaimedTicket party(String ticketId, String... players) {
        return new ClaimedTicket(
                ticketId,
                2,
                Map.of(),
                Stream.of(players)
                        .map(player -> new Player(player, Map.of(), List.of()))
                        .toList(),
                START);
    }

    /** Tickets of a backfill, each for the team of that name. */
    public static SessionCommand.AddTickets backfill(String team, ClaimedTicket... tickets) {
        List<ClaimedTicket> added = List.of(tickets);
        List<Team> teams = List.of(new Team(
                team + "0", team, added.stream().map(ClaimedTicket::ticketId).toList()));
        return new SessionCommand.AddTickets(added, teams, START.plusSeconds(10));
    }

    private static Team team(String definition, List<ClaimedTicket> tickets, int remainder) {
        return new Team(
                definition + "0",
                definition,
                IntStream.range(0, tickets.size())
                        .filter(index -> index % 2 == remainder)
                        .mapToObj(index -> tickets.get(index).ticketId())
                        .toList());
    }
}
