package io.muster.backfill.seat;

import io.muster.contracts.backfill.OpenTeam;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The roster a game server writes, checked against the seats its session has. */
sealed interface ContentRoster {

    record Good(Roster roster) implements ContentRoster {}

    record Bad(Reply.BadContent reply) implements ContentRoster {}

    /**
     * Reads the teams of the content.
     *
     * <p>Players the server accepted but who have not joined the session yet keep their seats even when the content
     * leaves them out: it may have been written before they were accepted, and they are on their way.
     */
    static ContentRoster of(SessionSeats seats, Command.Content content) {
        if (content.teams() == null) {
            return new Good(seats.roster().learn(content.players()));
        }
        Map<String, List<String>> players = new LinkedHashMap<>();
        seats.roster().teams().forEach(team -> players.put(team.name(), new ArrayList<>()));
        Set<String> listed = new HashSet<>();
        for (int i = 0; i < content.teams().size(); i++) {
            Command.ContentTeam team = content.teams().get(i);
            String field = "teams[" + i + "]";
            List<String> ids = players.get(team.name());
            if (ids == null) {
                return bad(field + ".teamName", "is none of the session's teams " + players.keySet());
            }
            for (String id : team.playerIds()) {
                if (!listed.add(id)) {
                    return bad(field + ".playerIds", "player '" + id + "' is listed twice");
                }
                ids.add(id);
            }
        }
        keepArriving(seats.roster(), players, listed);
        return seated(seats.roster(), content, players, listed);
    }

    private static void keepArriving(Roster before, Map<String, List<String>> players, Set<String> listed) {
        for (OpenTeam team : before.teams()) {
            for (String id : team.playerIds()) {
                if (before.arriving().containsKey(id) && listed.add(id)) {
                    players.get(team.name()).add(id);
                }
            }
        }
    }

    private static ContentRoster seated(
            Roster before, Command.Content content, Map<String, List<String>> players, Set<String> listed) {
        List<OpenTeam> teams = new ArrayList<>();
        for (OpenTeam team : before.teams()) {
            List<String> ids = players.get(team.name());
            if (ids.size() > team.seats()) {
                return bad(
                        "teams",
                        "team '" + team.name() + "' has " + team.seats() + " seats, but " + ids.size()
                                + " players, those on their way included");
            }
            teams.add(new OpenTeam(team.name(), team.definition(), team.seats(), ids));
        }
        Set<String> gone = new HashSet<>(before.known().keySet());
        gone.removeAll(listed);
        Roster kept = before.without(gone);
        return new Good(new Roster(teams, kept.known(), before.arriving())
                .learn(content.players().stream()
                        .filter(player -> listed.contains(player.id()))
                        .toList()));
    }

    private static ContentRoster bad(String field, String message) {
        return new Bad(new Reply.BadContent(field, message));
    }
}
