package io.muster.match.engine;

import java.util.ArrayList;
import java.util.List;

/** A candidate match under construction: teams and the tickets in them. Reused; belongs to one engine. */
final class Group {

    /** One team instance. */
    static final class Team {
        int definition;
        int players;
        int size;
        /** Most players; below the definition's maximum when the session has fewer seats. */
        int seats;
        /** Name in the running session, or null for a new team. */
        String name;

        WaitingTicket[] tickets = new WaitingTicket[4];

        void add(WaitingTicket ticket) {
            if (size == tickets.length) {
                tickets = java.util.Arrays.copyOf(tickets, size * 2);
            }
            tickets[size++] = ticket;
            players += ticket.players;
        }

        void removeLast() {
            players -= tickets[--size].players;
            tickets[size] = null;
        }
    }

    private final List<Team> teams = new ArrayList<>();
    private final int[] instances;
    private int size;
    private int players;

    Group(int definitions) {
        instances = new int[definitions];
    }

    void clear() {
        for (int i = 0; i < size; i++) {
            Team team = teams.get(i);
            java.util.Arrays.fill(team.tickets, 0, team.size, null);
            team.size = 0;
        }
        size = 0;
        players = 0;
        java.util.Arrays.fill(instances, 0);
    }

    /** Adds an empty team and answers its number. */
    int open(int definition, int seats, String name) {
        if (size == teams.size()) {
            teams.add(new Team());
        }
        Team team = teams.get(size);
        team.definition = definition;
        team.seats = seats;
        team.name = name;
        team.players = 0;
        team.size = 0;
        instances[definition]++;
        return size++;
    }

    /** Takes back the team that was opened last, which must be empty. */
    void closeLast() {
        instances[teams.get(--size).definition]--;
    }

    void add(int team, WaitingTicket ticket) {
        teams.get(team).add(ticket);
        players += ticket.players;
    }

    void removeLast(int team) {
        Team from = teams.get(team);
        players -= from.tickets[from.size - 1].players;
        from.removeLast();
    }

    /** Becomes a copy of another group. */
    void copy(Group other) {
        clear();
        for (int t = 0; t < other.size; t++) {
            Team from = other.teams.get(t);
            int team = open(from.definition, from.seats, from.name);
            for (int i = 0; i < from.size; i++) {
                add(team, from.tickets[i]);
            }
        }
    }

    Team team(int number) {
        return teams.get(number);
    }

    /** Number of teams. */
    int size() {
        return size;
    }

    /** Number of players, seated ones included. */
    int players() {
        return players;
    }

    /** Number of teams of a definition. */
    int instances(int definition) {
        return instances[definition];
    }
}
