package io.muster.ticket.intake;

import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.QosResult;
import io.muster.ticket.intake.TicketRequestReader.JsonText;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The older published form of a ticket: {@code {attributes, properties}}, where each property is the base64 of UTF-8
 * JSON. {@code Players} is {@code [{Id, Data}]}, {@code QosResults} (or {@code qos}) holds measurements of the whole
 * ticket, {@code Data} the ticket's own values; names in any capitalisation. Any other property becomes a value of the
 * ticket's data under its own name. Without {@code Players} the author is the only player.
 */
final class PropertiesForm {

    private static final Set<String> MEASUREMENTS = Set.of("qosresults", "qos", "qosticketinfo");

    private final Violations violations;
    private final PlainValues values;
    private final PlainForm plain;
    private final PlayersForm players;
    private final QosForm measurements;
    private final JsonText json;

    PropertiesForm(
            Violations violations,
            PlainValues values,
            PlainForm plain,
            PlayersForm players,
            QosForm measurements,
            JsonText json) {
        this.violations = violations;
        this.values = values;
        this.plain = plain;
        this.players = players;
        this.measurements = measurements;
        this.json = json;
    }

    TicketRequest read(Members body, Map<?, ?> properties) {
        Map<String, Object> data = new HashMap<>();
        List<Player> members = List.of();
        List<QosResult> measured = List.of();
        for (Map.Entry<?, ?> property : properties.entrySet()) {
            String name = values.name("properties", property.getKey(), TicketLimits.PROPERTY_NAME_LENGTH);
            String path = "properties." + name;
            Object value = decode(path, property.getValue());
            String key = name.toLowerCase(Locale.ROOT);
            if (key.equals("players")) {
                members = players.read(path, value);
            } else if (MEASUREMENTS.contains(key)) {
                measured = measurements.read(path, value);
            } else if (key.equals("data")) {
                data.putAll(values.object(path, value));
            } else {
                data.putAll(values.object("properties", Map.of(name, value)));
            }
        }
        return new TicketRequest(
                plain.queueName(body), plain.attributes(body), data, measured(members, measured), plain.lease(body));
    }

    /** What was measured for the ticket counts for each player who has no measurements of his own. */
    private static List<Player> measured(List<Player> members, List<QosResult> measured) {
        return members.stream()
                .map(player ->
                        player.qosResults().isEmpty() ? new Player(player.id(), player.customData(), measured) : player)
                .toList();
    }

    private Object decode(String path, Object value) {
        if (!(value instanceof String text)) {
            violations.type(path, "a string: the base64 of UTF-8 JSON");
            return Map.of();
        }
        try {
            return json.parse(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            violations.add(path, "invalid", "must be the base64 of UTF-8 JSON");
            return Map.of();
        }
    }
}
