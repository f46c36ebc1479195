package io.muster.backfill.seat;

import io.muster.contracts.backfill.OpenTeam;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.TeamShape;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.session.SessionTeam;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes rosters of what session events say. */
final class Rosters {

    private Rosters() {}

    /** Every team the settings allow, empty; teams the session already has keep their names. */
    static List<OpenTeam> emptyTeams(MatchSettings settings, List<SessionTeam> existing) {
        List<OpenTeam> teams = new ArrayList<>();
        for (TeamShape shape : settings.teams()) {
            Set<String> names = new LinkedHashSet<>();
            existing.stream()
                    .filter(team -> team.definition().equals(shape.name()))
                    .forEach(team -> names.add(team.name()));
            for (int number = 0; names.size() < shape.maxTeams(); number++) {
                names.add(shape.name() + number);
            }
            names.forEach(name -> teams.add(new OpenTeam(name, shape.name(), shape.maxPlayers(), List.of())));
        }
        return teams;
    }

    /** The roster of a session seen for the first time. */
    static Roster first(Roster before, SessionState session) {
        Roster empty = new Roster(emptyTeams(session.settings(), session.teams()), before.known(), before.arriving());
        SessionView view = SessionView.running(0, session.members());
        return join(empty, view.seated().keySet(), session);
    }

    /**
     * The roster after another event of the session. Only what changed between the two events is applied, so that a
     * roster the game server set itself is not undone by the session repeating what it said before.
     */
    static Roster following(Roster before, SessionView last, SessionState session) {
        SessionView view = SessionView.running(0, session.members());
        Set<String> left = new HashSet<>(last.seated().keySet());
        left.removeAll(view.seated().keySet());
        for (Member member : session.members()) {
            if (!SessionView.holdsSeat(member) && cameWith(before, member)) {
                left.add(member.id());
            }
        }
        left.removeIf(player -> isStillComing(before, player, session));
        Set<String> joined = new HashSet<>(view.seated().keySet());
        joined.removeAll(last.seated().keySet());
        Roster roster = join(before.without(left), joined, session);
        Set<String> arrived = new HashSet<>();
        for (Member member : session.members()) {
            if (SessionView.holdsSeat(member) && cameWith(before, member)) {
                arrived.add(member.id());
            }
        }
        return roster.arrived(arrived);
    }

    /** Whether the session lists an accepted player under the very ticket he was accepted with, or under none. */
    private static boolean cameWith(Roster before, Member member) {
        String ticket = before.arriving().get(member.id());
        String listed = SessionView.ticketOf(member);
        return ticket != null && (listed.isEmpty() || listed.equals(ticket));
    }

    /** Accepted again under a new ticket of which this event does not know yet: the seat is his. */
    private static boolean isStillComing(Roster before, String player, SessionState session) {
        return before.arriving().containsKey(player)
                && session.members().stream()
                        .noneMatch(member -> member.id().equals(player) && cameWith(before, member));
    }

    private static Roster join(Roster roster, Set<String> joined, SessionState session) {
        Map<String, String> teamOf = new HashMap<>();
        session.teams().forEach(team -> team.playerIds().forEach(player -> teamOf.put(player, team.name())));
        Set<String> there = roster.playerIds();
        Roster result = roster;
        for (Member member : session.members()) {
            if (joined.contains(member.id()) && there.add(member.id())) {
                result = result.seat(teamOf.getOrDefault(member.id(), ""), List.of(member.id()));
            }
        }
        return result;
    }
}
