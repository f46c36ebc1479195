package io.muster.ticket.intake;

import java.util.Map;
import java.util.Optional;

/**
 * The plain form of a ticket: {@code {queueName, attributes, data, players: [{id, customData, qosResults: [{regionId,
 * packetLoss, latency}]}]}}. Unknown members are ignored, so that clients written for other versions work.
 */
final class PlainForm {

    private final PlainValues values;
    private final PlayersForm players;

    PlainForm(PlainValues values, PlayersForm players) {
        this.values = values;
        this.players = players;
    }

    TicketRequest read(Members body) {
        return new TicketRequest(
                queueName(body),
                values.attributes("attributes", body.get("attributes")),
                values.object("data", body.get("data")),
                players.read("players", body.get("players")));
    }

    Optional<String> queueName(Members body) {
        return Optional.ofNullable(body.get("queueName"))
                .map(name -> values.name("queueName", name, TicketLimits.QUEUE_NAME_LENGTH));
    }

    Map<String, Object> attributes(Members body) {
        return values.attributes("attributes", body.get("attributes"));
    }
}
