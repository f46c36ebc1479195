package io.muster.contracts.match;

import java.util.List;

/**
 * One team of a proposal.
 *
 * @param name instance name: the definition's name and its number, such as {@code red0}
 * @param definition name of the team definition in the match config
 * @param ticketIds tickets whose players play in it
 */
public record Team(String name, String definition, List<String> ticketIds) {

    public Team {
        ticketIds = List.copyOf(ticketIds);
    }
}
