package io.muster.match.engine;

import java.util.List;
import java.util.Map;

/**
 * A ticket as its author described it, before it is reduced to facts.
 *
 * @param createdAtMillis start of its age, Unix milliseconds
 * @param attributes what pool filters look at
 * @param data data of the ticket as a whole
 * @param players one for a solo ticket, several for a party
 */
public record TicketData(
        String id,
        long version,
        long createdAtMillis,
        Map<String, Object> attributes,
        Map<String, Object> data,
        List<PlayerData> players) {

    /**
     * One player of a ticket.
     *
     * @param customData plain JSON values
     * @param qos measurements to regions; empty when nothing was measured
     */
    public record PlayerData(String id, Map<String, Object> customData, List<Measurement> qos) {}

    /**
     * What was measured to one region.
     *
     * @param packetLoss 0 to 1
     * @param latency milliseconds
     */
    public record Measurement(String region, double packetLoss, double latency) {}
}
