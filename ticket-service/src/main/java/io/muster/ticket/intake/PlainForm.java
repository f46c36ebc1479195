package io.muster.ticket.intake;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The plain form of a ticket: {@code {queueName, attributes, data, players: [{id, customData, qosResults: [{regionId,
 * packetLoss, latency}]}], leaseSeconds}}. Unknown members are ignored, so that clients written for other versions work.
 */
final class PlainForm {

    private final Violations violations;
    private final PlainValues values;
    private final PlayersForm players;

    PlainForm(Violations violations, PlainValues values, PlayersForm players) {
        this.violations = violations;
        this.values = values;
        this.players = players;
    }

    TicketRequest read(Members body) {
        return new TicketRequest(
                queueName(body),
                values.attributes("attributes", body.get("attributes")),
                values.object("data", body.get("data")),
                players.read("players", body.get("players")),
                lease(body));
    }

    Optional<String> queueName(Members body) {
        return Optional.ofNullable(body.get("queueName"))
                .map(name -> values.name("queueName", name, TicketLimits.QUEUE_NAME_LENGTH));
    }

    Optional<Duration> lease(Members body) {
        return switch (body.get("leaseSeconds")) {
            case null -> Optional.empty();
            case Integer seconds
            when seconds >= TicketLimits.SHORTEST_LEASE_SECONDS && seconds <= TicketLimits.LONGEST_LEASE_SECONDS ->
                Optional.of(Duration.ofSeconds(seconds));
            default -> {
                violations.add(
                        "leaseSeconds",
                        "out-of-range",
                        "must be whole seconds from " + TicketLimits.SHORTEST_LEASE_SECONDS + " to "
                                + TicketLimits.LONGEST_LEASE_SECONDS);
                yield Optional.empty();
            }
        };
    }

    Map<String, Object> attributes(Members body) {
        return values.attributes("attributes", body.get("attributes"));
    }
}
