package io.muster.match.rules;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a valid match is.
 *
 * @param balance numbers of players whose averages are made as equal between the teams as the rules allow, or null when
 *     nobody asked for balanced teams
 * @param adaptation demand for closer company where many arrive, or null for none beyond the rules
 */
public record MatchDefinition(
        List<TeamDefinition> teams, List<Rule> matchRules, Source balance, Adaptation adaptation) {

    public MatchDefinition {
        teams = List.copyOf(teams);
        matchRules = List.copyOf(matchRules);
    }

    /** A definition without the extras. */
    public MatchDefinition(List<TeamDefinition> teams, List<Rule> matchRules) {
        this(teams, matchRules, null, null);
    }

    /** The same with only those rules, of the match and of teams, that are to be kept. */
    public MatchDefinition withRules(Predicate<Rule> kept) {
        List<TeamDefinition> keptTeams = teams.stream()
                .map(team -> new TeamDefinition(
                        team.name(),
                        team.teamCount(),
                        team.playerCount(),
                        team.teamRules().stream().filter(kept).toList()))
                .toList();
        return new MatchDefinition(keptTeams, matchRules.stream().filter(kept).toList(), balance, adaptation);
    }

    /** Most players of a match. */
    public int maxPlayers() {
        return teams.stream().mapToInt(TeamDefinition::maxPlayers).sum();
    }

    /** Fewest players with which a match can ever start, at any age. */
    public int smallestPlayers() {
        return teams.stream()
                .mapToInt(team ->
                        team.teamCount().smallestMin() * team.playerCount().smallestMin())
                .sum();
    }
}
