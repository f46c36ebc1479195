package io.muster.contracts.match;

import java.util.List;

/**
 * What the services behind the match function need to know of the config that a match was made from. It travels with
 * the match, so that a config can be changed or deleted while its matches are on their way.
 *
 * @param configId id of the match config
 * @param configVersion version of it
 * @param hosting {@code allocate} a game server, or {@code match-id} only
 * @param allocation name of the allocation to reserve a payload of; null unless hosting is {@code allocate}
 * @param backfillEnabled open a backfill ticket when the match starts with open seats
 * @param secret give the session a secret that server and members share
 * @param teams the shapes of the teams; their sum is the number of seats
 */
public record MatchSettings(
        String configId,
        long configVersion,
        String hosting,
        String allocation,
        boolean backfillEnabled,
        boolean secret,
        List<TeamShape> teams) {

    public static final String HOSTING_ALLOCATE = "allocate";
    public static final String HOSTING_MATCH_ID = "match-id";

    /** On a server that a backend of the game names; the session waits for that. */
    public static final String HOSTING_EXTERNAL = "external";

    public MatchSettings {
        teams = List.copyOf(teams);
    }

    /** Most players of a match. */
    public int maxPlayers() {
        return teams.stream()
                .mapToInt(team -> team.maxTeams() * team.maxPlayers())
                .sum();
    }

    /** Fewest players a match starts with. */
    public int minPlayers() {
        return teams.stream()
                .mapToInt(team -> team.minTeams() * team.minPlayers())
                .sum();
    }
}
