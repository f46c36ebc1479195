package io.muster.client.config;

import java.util.List;

/**
 * A match config in its canonical form, as far as this client builds configs itself.
 *
 * @param timeoutSeconds how long a ticket waits at most
 * @param backfillEnabled whether open seats of running matches are filled
 * @param secret whether a session gets a secret that its server and members share
 */
public record MatchConfig(
        String name,
        MatchDefinition matchDefinition,
        int timeoutSeconds,
        boolean backfillEnabled,
        MatchHosting matchHosting,
        boolean secret) {

    public record MatchDefinition(List<TeamDefinition> teams, List<MatchRule> matchRules) {}

    /** A kind of team and how many of it a match has. */
    public record TeamDefinition(String name, Range teamCount, Range playerCount) {}

    public record Range(int min, int max) {

        public static Range exactly(int count) {
            return new Range(count, count);
        }
    }

    /** A rule such as {@code Difference} over {@code Players.CustomData.skill}. */
    public record MatchRule(String name, String type, String source, Object reference, List<Relaxation> relaxations) {}

    /** Changes a rule's reference once a ticket has waited. */
    public record Relaxation(String type, String ageType, double atSeconds, Object value) {}

    /**
     * Where the match runs.
     *
     * @param allocation name of the allocation whose payloads are used; null when none is
     */
    public record MatchHosting(String type, String allocation) {

        public static MatchHosting allocate(String allocation) {
            return new MatchHosting("Allocate", allocation);
        }

        /** No server: the players meet by match id. */
        public static MatchHosting matchId() {
            return new MatchHosting("MatchId", null);
        }
    }

    /** Equal teams of solo players or parties without rules. */
    public static MatchConfig teams(
            String name, int teams, Range playersPerTeam, int timeoutSeconds, boolean backfill, MatchHosting hosting) {
        TeamDefinition definition = new TeamDefinition("team", Range.exactly(teams), playersPerTeam);
        return new MatchConfig(
                name, new MatchDefinition(List.of(definition), List.of()), timeoutSeconds, backfill, hosting, false);
    }
}
