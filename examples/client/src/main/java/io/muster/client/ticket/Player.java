package io.muster.client.ticket;

import java.util.List;
import java.util.Map;

/**
 * One player of a ticket.
 *
 * @param customData what the rules of the queue look at, such as {@code skill}; null for nothing
 * @param qosResults what the player measured to regions; null for nothing
 */
public record Player(String id, Map<String, Object> customData, List<QosResult> qosResults) {

    /**
     * What a player measured to one region.
     *
     * @param packetLoss ratio, 0.0 to 1.0
     * @param latency milliseconds
     */
    public record QosResult(String regionId, double packetLoss, double latency) {}

    /** A player without measurements. */
    public static Player of(String id, Map<String, Object> customData) {
        return new Player(id, customData, null);
    }
}
