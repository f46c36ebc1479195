package io.muster.backfill.seat;

import io.muster.contracts.backfill.OpenTeam;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.Team;
import io.muster.contracts.ticket.Player;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who sits where. Immutable.
 *
 * @param teams teams with their seats, in a fixed order
 * @param known data of players, as their tickets or the game server gave it
 * @param arriving players a server accepted who are not members of the session yet, with their ticket. They hold their
 *     seat, although the session's own list does not have them
 */
public record Roster(List<OpenTeam> teams, Map<String, Player> known, Map<String, String> arriving) {

    static final Roster EMPTY = new Roster(List.of(), Map.of(), Map.of());

    public Roster {
        teams = List.copyOf(teams);
        known = Collections.unmodifiableMap(new LinkedHashMap<>(known));
        arriving = Map.copyOf(arriving);
    }

    public int capacity() {
        return teams.stream().mapToInt(OpenTeam::seats).sum();
    }

    public int taken() {
        return teams.stream().mapToInt(team -> team.playerIds().size()).sum();
    }

    /** Open seats; negative when the session took in more than the config allows. */
    public int free() {
        return capacity() - taken();
    }

    public Set<String> playerIds() {
        Set<String> ids = new HashSet<>();
        teams.forEach(team -> ids.addAll(team.playerIds()));
        return ids;
    }

    /** Everybody on a seat, with the data known of him. */
    public List<Player> players() {
        return teams.stream()
                .flatMap(team -> team.playerIds().stream())
                .map(id -> known.getOrDefault(id, new Player(id, Map.of(), List.of())))
                .toList();
    }

    /** Whether every proposed player finds an open seat in the very team he is proposed for, and sits in none yet. */
    public boolean hasRoomFor(List<ClaimedTicket> tickets, List<Team> proposed) {
        Map<String, ClaimedTicket> unplaced = new HashMap<>();
        tickets.forEach(ticket -> unplaced.put(ticket.ticketId(), ticket));
        Set<String> seated = playerIds();
        Map<String, Integer> wanted = new HashMap<>();
        for (Team team : proposed) {
            for (String ticketId : team.ticketIds()) {
                ClaimedTicket ticket = unplaced.remove(ticketId);
                if (ticket == null || !ticket.playerIds().stream().allMatch(seated::add)) {
                    return false;
                }
                wanted.merge(team.name(), ticket.players().size(), Integer::sum);
            }
        }
        return unplaced.isEmpty()
                && wanted.entrySet().stream().allMatch(team -> freeIn(team.getKey()) >= team.getValue());
    }

    private int freeIn(String team) {
        return named(team)
                .map(found -> found.seats() - found.playerIds().size())
                .orElse(0);
    }

    Optional<OpenTeam> named(String team) {
        return teams.stream().filter(candidate -> candidate.name().equals(team)).findFirst();
    }

    /** Seats accepted tickets in their teams; they stay until the session says what became of them. */
    Roster accept(List<ClaimedTicket> accepted, List<Team> proposed) {
        Map<String, ClaimedTicket> byId = new HashMap<>();
        accepted.forEach(ticket -> byId.put(ticket.ticketId(), ticket));
        Roster result = this;
        Map<String, String> coming = new HashMap<>(arriving);
        for (Team team : proposed) {
            for (String ticketId : team.ticketIds()) {
                ClaimedTicket ticket = byId.get(ticketId);
                if (ticket != null) {
                    result = result.seat(team.name(), ticket.playerIds()).learn(ticket.players());
                    ticket.playerIds().forEach(player -> coming.put(player, ticketId));
                }
            }
        }
        return new Roster(result.teams, result.known, coming);
    }

    /** Adds players to a team; to the emptiest one when there is no team of that name. */
    Roster seat(String team, Collection<String> players) {
        if (teams.isEmpty()) {
            return this;
        }
        String target = named(team).orElseGet(this::emptiest).name();
        List<OpenTeam> changed = new ArrayList<>();
        for (OpenTeam candidate : teams) {
            if (candidate.name().equals(target)) {
                List<String> ids = new ArrayList<>(candidate.playerIds());
                ids.addAll(players);
                changed.add(new OpenTeam(candidate.name(), candidate.definition(), candidate.seats(), ids));
            } else {
                changed.add(candidate);
            }
        }
        return new Roster(changed, known, arriving);
    }

    private OpenTeam emptiest() {
        OpenTeam best = teams.getFirst();
        for (OpenTeam team : teams) {
            if (freeIn(team.name()) > freeIn(best.name())) {
                best = team;
            }
        }
        return best;
    }

    /** Gives the seats of these players back and forgets their data. */
    Roster without(Set<String> players) {
        if (players.isEmpty()) {
            return this;
        }
        List<OpenTeam> changed = teams.stream()
                .map(team -> new OpenTeam(
                        team.name(),
                        team.definition(),
                        team.seats(),
                        team.playerIds().stream()
                                .filter(id -> !players.contains(id))
                                .toList()))
                .toList();
        return new Roster(changed, dropped(known, players), dropped(arriving, players));
    }

    private static <V> Map<String, V> dropped(Map<String, V> from, Set<String> keys) {
        Map<String, V> rest = new LinkedHashMap<>(from);
        rest.keySet().removeAll(keys);
        return rest;
    }

    /** These players are members of the session now. */
    Roster arrived(Set<String> players) {
        return new Roster(teams, known, dropped(arriving, players));
    }

    Roster learn(List<Player> players) {
        Map<String, Player> more = new LinkedHashMap<>(known);
        players.forEach(player -> more.put(player.id(), player));
        return new Roster(teams, more, arriving);
    }
}
