package io.muster.session.game;

import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.Team;
import io.muster.contracts.payload.Server;
import java.time.Instant;
import java.util.List;

/** What a session can be told. {@code at} is when it happened; a replay of the same input brings the same moment. */
public sealed interface SessionCommand {

    Instant at();

    /** A game server was reserved. */
    record Claim(Server server, Instant at) implements SessionCommand {}

    /** No game server could be reserved. */
    record Fail(String reason, String message, Instant at) implements SessionCommand {}

    /**
     * A game server is gone.
     *
     * @param crashed it did not end by itself and in order
     */
    record LoseServer(String serverId, boolean crashed, Instant at) implements SessionCommand {}

    /**
     * Backfill brought tickets.
     *
     * @param teams which ticket plays in which team instance
     */
    record AddTickets(List<ClaimedTicket> tickets, List<Team> teams, Instant at) implements SessionCommand {
        public AddTickets {
            tickets = List.copyOf(tickets);
            teams = List.copyOf(teams);
        }
    }

    /** A player takes his seat, or, if one is free, any seat. */
    record Join(String playerId, Instant at) implements SessionCommand {}

    /** A player gives his seat back. */
    record Leave(String playerId, Instant at) implements SessionCommand {}

    /** Somebody who may do that reports where a player stands. */
    record SetStatus(String playerId, MemberStatus status, Instant at) implements SessionCommand {}

    /** The game is over. */
    record End(Instant at) implements SessionCommand {}

    /** Time went by. */
    record ExpireWaits(TimeLimits limits, Instant at) implements SessionCommand {}
}
