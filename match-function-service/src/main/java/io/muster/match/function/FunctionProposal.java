package io.muster.match.function;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A match that a function proposes; nothing about it has been checked but its form.
 *
 * @param score proposals that want the same ticket are served in falling order of it
 */
public record FunctionProposal(List<ProposedTeam> teams, double score) {

    public FunctionProposal {
        teams = List.copyOf(teams);
    }

    /** One team: the name of its definition and its tickets. */
    public record ProposedTeam(String definition, List<String> ticketIds) {
        public ProposedTeam {
            ticketIds = List.copyOf(ticketIds);
        }
    }

    /** A team of the match: the definition's name and number of the team among those of it. */
    public record NamedTeam(String name, String definition, List<String> ticketIds) {
        public NamedTeam {
            ticketIds = List.copyOf(ticketIds);
        }
    }

    /** The teams with their names in the match. */
    public List<NamedTeam> namedTeams() {
        Map<String, Integer> instances = new HashMap<>();
        return teams.stream()
                .map(team -> new NamedTeam(
                        team.definition() + (instances.merge(team.definition(), 1, Integer::sum) - 1),
                        team.definition(),
                        team.ticketIds()))
                .toList();
    }

    /** All tickets of all teams. */
    public List<String> ticketIds() {
        return teams.stream().flatMap(team -> team.ticketIds().stream()).toList();
    }
}
