package io.muster.match.engine;

import io.muster.match.engine.TicketData.PlayerData;
import java.util.List;

/**
 * A running match that asks for players.
 *
 * @param id of the backfill ticket
 * @param version of the backfill ticket that these seats were read from
 * @param createdAtMillis start of its age, which relaxes rules like that of a waiting ticket
 * @param region where it is played, or null when unknown
 */
public record OpenSeats(
        String id, long version, long createdAtMillis, List<SeatedTeam> teams, String region, Object attachment) {

    public OpenSeats {
        teams = List.copyOf(teams);
    }

    /**
     * One team of it.
     *
     * @param seats most players
     * @param players who plays in it now
     */
    public record SeatedTeam(String name, String definition, int seats, List<PlayerData> players) {
        public SeatedTeam {
            players = List.copyOf(players);
        }

        /** Seats that nobody sits in. */
        public int open() {
            return Math.max(0, seats - players.size());
        }
    }

    /** Seats that nobody sits in. */
    public int open() {
        return teams.stream().mapToInt(SeatedTeam::open).sum();
    }
}
