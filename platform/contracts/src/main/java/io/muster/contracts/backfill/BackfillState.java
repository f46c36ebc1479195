package io.muster.contracts.backfill;

import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.ticket.Player;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A whole backfill ticket, as every event of it carries it.
 *
 * @param serverId game server that is asked, or null when nobody is connected for it
 * @param connection {@code ip:port} of that server
 * @param players players in the session now with their data, so that rules can be judged against them
 * @param pending proposal that waits for an answer, or null; there is at most one
 * @param status OPEN or CLOSED
 */
public record BackfillState(
        String backfillId,
        String sessionId,
        String queue,
        String serverId,
        String connection,
        List<OpenTeam> teams,
        List<Player> players,
        Map<String, Object> attributes,
        String region,
        MatchSettings settings,
        PendingProposal pending,
        String status,
        Instant createdAt,
        Instant expiresAt) {

    public static final String OPEN = "OPEN";
    public static final String CLOSED = "CLOSED";

    public BackfillState {
        teams = List.copyOf(teams);
        players = List.copyOf(players);
        attributes = attributes == null ? Map.of() : attributes;
    }

    /** Seats nobody sits in and nobody is proposed for. */
    public int openSeats() {
        int taken = teams.stream().mapToInt(team -> team.playerIds().size()).sum();
        int proposed = pending == null
                ? 0
                : pending.tickets().stream()
                        .mapToInt(ticket -> ticket.players().size())
                        .sum();
        return teams.stream().mapToInt(OpenTeam::seats).sum() - taken - proposed;
    }
}
