package io.muster.ticket.intake;

import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.QosResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The plain form of a ticket: {@code {queueName, attributes, players: [{id, customData, qosResults: [{regionId,
 * packetLoss, latency}]}]}}. Unknown members are ignored, so that clients written for other versions work.
 */
final class PlainForm {

    private final Violations violations;
    private final PlainValues values;

    PlainForm(Violations violations) {
        this.violations = violations;
        this.values = new PlainValues(violations);
    }

    TicketRequest read(Map<?, ?> body) {
        return new TicketRequest(
                queueName(body.get("queueName")),
                values.attributes("attributes", body.get("attributes")),
                players(body.get("players")));
    }

    Optional<String> queueName(Object value) {
        return value == null
                ? Optional.empty()
                : Optional.of(values.name("queueName", value, TicketLimits.QUEUE_NAME_LENGTH));
    }

    private List<Player> players(Object value) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            violations.required("players", "a list with at least one player");
            return List.of();
        }
        if (list.size() > TicketLimits.PLAYERS) {
            violations.add("players", "too-many", "must have at most " + TicketLimits.PLAYERS + " players");
            return List.of();
        }
        List<Player> players = new ArrayList<>(list.size());
        Set<String> ids = HashSet.newHashSet(list.size());
        for (int i = 0; i < list.size(); i++) {
            String path = "players[" + i + ']';
            Player player = player(path, list.get(i));
            if (!ids.add(player.id())) {
                violations.add(path + ".id", "duplicate", "must be another player than those before");
            }
            players.add(player);
        }
        return players;
    }

    private Player player(String path, Object value) {
        if (!(value instanceof Map<?, ?> player)) {
            violations.type(path, "an object");
            return new Player(path, Map.of(), List.of());
        }
        return new Player(
                values.name(path + ".id", player.get("id"), TicketLimits.ID_LENGTH),
                values.object(path + ".customData", player.get("customData")),
                qosResults(path + ".qosResults", player.get("qosResults")));
    }

    List<QosResult> qosResults(String path, Object value) {
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            violations.type(path, "a list");
            return List.of();
        }
        if (list.size() > TicketLimits.QOS_RESULTS) {
            violations.add(path, "too-many", "must have at most " + TicketLimits.QOS_RESULTS + " results");
            return List.of();
        }
        List<QosResult> results = new ArrayList<>(list.size());
        for (int i = 0; i < list.size(); i++) {
            results.add(qosResult(path + '[' + i + ']', list.get(i)));
        }
        return results;
    }

    private QosResult qosResult(String path, Object value) {
        if (!(value instanceof Map<?, ?> result)) {
            violations.type(path, "an object");
            return new QosResult(path, 0, 0);
        }
        return new QosResult(
                values.name(path + ".regionId", result.get("regionId"), TicketLimits.ID_LENGTH),
                number(path + ".packetLoss", result.get("packetLoss"), 1, "a ratio from 0.0 to 1.0"),
                number(path + ".latency", result.get("latency"), 600_000, "milliseconds from 0 to 600000"));
    }

    private double number(String path, Object value, double most, String what) {
        if (!(value instanceof Number number)) {
            violations.required(path, what);
            return 0;
        }
        double measured = number.doubleValue();
        if (!(measured >= 0 && measured <= most)) {
            violations.add(path, "out-of-range", "must be " + what);
        }
        return measured;
    }
}
