package io.muster.match.engine;

import io.muster.match.engine.GroupingCheck.TeamTickets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tries every grouping of a handful of tickets, one after the other, and asks for each whether it is a match. Slow, and simple
 * enough to be believed; what the engine finds is held against it.
 */
final class EveryGrouping {

    private final RuleSet rules;
    private final boolean backfilling;
    private final List<WaitingTicket> tickets;
    private final GroupingCheck check;

    EveryGrouping(RuleSet rules, List<TicketData> tickets, boolean backfilling) {
        this.rules = rules;
        this.backfilling = backfilling;
        this.tickets = tickets.stream().map(rules::admit).toList();
        this.check = new GroupingCheck(rules);
    }

    /** Sets of tickets, by position as bits, of which some arrangement is a match at a time. */
    List<Integer> matches(long now) {
        List<Integer> found = new ArrayList<>();
        for (int set = 1; set < 1 << tickets.size(); set++) {
            if (isMatch(set, now)) {
                found.add(set);
            }
        }
        return found;
    }

    private boolean isMatch(int set, long now) {
        List<WaitingTicket> members = new ArrayList<>();
        for (int i = 0; i < tickets.size(); i++) {
            if ((set >> i & 1) != 0) {
                members.add(tickets.get(i));
            }
        }
        return arrange(members, 0, new ArrayList<>(), new ArrayList<>(), now);
    }

    /** Puts each ticket into every team there is and into a new one of every definition. */
    private boolean arrange(
            List<WaitingTicket> members,
            int next,
            List<Integer> definitions,
            List<List<WaitingTicket>> teams,
            long now) {
        if (next == members.size()) {
            return accepts(definitions, teams, now);
        }
        for (List<WaitingTicket> team : List.copyOf(teams)) {
            team.add(members.get(next));
            boolean found = arrange(members, next + 1, definitions, teams, now);
            team.removeLast();
            if (found) {
                return true;
            }
        }
        for (int d = 0; d < rules.definitions() && teams.size() < 4; d++) {
            definitions.add(d);
            teams.add(new ArrayList<>(List.of(members.get(next))));
            boolean found = arrange(members, next + 1, definitions, teams, now);
            teams.removeLast();
            definitions.removeLast();
            if (found) {
                return true;
            }
        }
        return false;
    }

    private boolean accepts(List<Integer> definitions, List<List<WaitingTicket>> teams, long now) {
        List<TeamTickets> grouping = new ArrayList<>();
        for (int t = 0; t < teams.size(); t++) {
            grouping.add(new TeamTickets(rules.definition(definitions.get(t)).name(), teams.get(t)));
        }
        return check.check(grouping, backfilling, now).valid();
    }

    /** Most players that can play at once. */
    int mostPlayers(long now) {
        return most((1 << tickets.size()) - 1, matches(now), new HashMap<>());
    }

    private int most(int left, List<Integer> matches, Map<Integer, Integer> known) {
        Integer remembered = known.get(left);
        if (remembered != null) {
            return remembered;
        }
        int most = 0;
        for (int match : matches) {
            if ((match & ~left) == 0) {
                most = Math.max(most, players(match) + most(left & ~match, matches, known));
            }
        }
        known.put(left, most);
        return most;
    }

    private int players(int set) {
        int players = 0;
        for (int i = 0; i < tickets.size(); i++) {
            players += (set >> i & 1) * tickets.get(i).players();
        }
        return players;
    }
}
