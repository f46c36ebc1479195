package io.muster.match.engine;

import java.util.ArrayList;
import java.util.List;

/**
 * Tickets that make a valid match, or fill seats of a running one.
 *
 * @param backfill the seats they fill, or null for a new match
 * @param region name of the region, or null when nobody measured any
 * @param score quality from 0 to 1: weighted mean of how far the rules are from failing
 */
public record Found(OpenSeats backfill, List<FoundTeam> teams, String region, double score) {

    public Found {
        teams = List.copyOf(teams);
    }

    /**
     * One team.
     *
     * @param name instance name: the definition's name and its number
     * @param tickets tickets found for it; may be empty for a team of a running match
     */
    public record FoundTeam(String name, String definition, List<WaitingTicket> tickets) {
        public FoundTeam {
            tickets = List.copyOf(tickets);
        }
    }

    /** All tickets of all teams. */
    public List<WaitingTicket> tickets() {
        List<WaitingTicket> tickets = new ArrayList<>();
        for (FoundTeam team : teams) {
            tickets.addAll(team.tickets());
        }
        return tickets;
    }

    /** Players that were found; seated ones do not count. */
    public int players() {
        int players = 0;
        for (FoundTeam team : teams) {
            for (WaitingTicket ticket : team.tickets()) {
                players += ticket.players();
            }
        }
        return players;
    }
}
