package io.muster.match.rules;

import java.util.List;

/**
 * One kind of team. A match has as many instances of it as {@code teamCount} allows, each with as many players as
 * {@code playerCount} allows, and each instance keeps all {@code teamRules}.
 */
public record TeamDefinition(String name, CountRange teamCount, CountRange playerCount, List<Rule> teamRules) {

    public TeamDefinition {
        teamRules = List.copyOf(teamRules);
    }

    /** Most players of all instances together. */
    public int maxPlayers() {
        return teamCount.max() * playerCount.max();
    }
}
