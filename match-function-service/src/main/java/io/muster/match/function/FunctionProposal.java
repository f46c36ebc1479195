package io.muster.match.function;

import java.util.List;

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

    /** All tickets of all teams. */
    public List<String> ticketIds() {
        return teams.stream().flatMap(team -> team.ticketIds().stream()).toList();
    }
}
