package io.muster.ticket.intake;

import io.muster.contracts.ticket.Player;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The players of a ticket: {@code [{id, customData, qosResults}]}, in the older form {@code [{Id, Data}]}. */
final class PlayersForm {

    private final Violations violations;
    private final PlainValues values;
    private final QosForm measurements;

    PlayersForm(Violations violations, PlainValues values, QosForm measurements) {
        this.violations = violations;
        this.values = values;
        this.measurements = measurements;
    }

    List<Player> read(String path, Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            violations.required(path, "a list with at least one player");
            return List.of();
        }
        if (list.size() > TicketLimits.PLAYERS) {
            violations.add(path, "too-many", "must have at most " + TicketLimits.PLAYERS + " players");
            return List.of();
        }
        List<Player> players = new ArrayList<>(list.size());
        Set<String> ids = HashSet.newHashSet(list.size());
        for (int i = 0; i < list.size(); i++) {
            Player player = player(path + '[' + i + ']', list.get(i));
            if (!ids.add(player.id())) {
                violations.add(path + '[' + i + "].id", "duplicate", "must be another player than those before");
            }
            players.add(player);
        }
        return players;
    }

    private Player player(String path, Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            violations.type(path, "an object");
            return new Player(path, Map.of(), List.of());
        }
        Members player = new Members(map);
        return new Player(
                values.name(path + ".id", player.get("id"), TicketLimits.ID_LENGTH),
                values.object(path + ".customData", player.get("customData", "data")),
                measurements.read(path + ".qosResults", player.get("qosResults")));
    }
}
