package io.muster.match.function;

import io.muster.match.engine.OpenSeats;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A match that a function proposes, or tickets for a running one; nothing about it has been checked but its form.
 *
 * @param backfillId the backfill ticket whose seats the tickets are to fill, or null for a new match
 * @param score proposals that want the same ticket are served in falling order of it
 */
public record FunctionProposal(String backfillId, List<ProposedTeam> teams, double score) {

    public FunctionProposal {
        teams = List.copyOf(teams);
    }

    /** One team: the name of its definition, or in a running match its own, and its tickets. */
    public record ProposedTeam(String team, List<String> ticketIds) {
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

    /** The teams of a new match with their names in it. */
    public List<NamedTeam> namedTeams() {
        Map<String, Integer> instances = new HashMap<>();
        return teams.stream()
                .map(team -> new NamedTeam(
                        team.team() + (instances.merge(team.team(), 1, Integer::sum) - 1),
                        team.team(),
                        team.ticketIds()))
                .toList();
    }

    /** The teams of a running match that somebody is to join. */
    public List<NamedTeam> teamsOf(OpenSeats seats) {
        return seats.teams().stream()
                .map(seated -> new NamedTeam(
                        seated.name(),
                        seated.definition(),
                        teams.stream()
                                .filter(team -> team.team().equals(seated.name()))
                                .flatMap(team -> team.ticketIds().stream())
                                .toList()))
                .filter(team -> !team.ticketIds().isEmpty())
                .toList();
    }

    /** All tickets of all teams. */
    public List<String> ticketIds() {
        return teams.stream().flatMap(team -> team.ticketIds().stream()).toList();
    }
}
