package io.muster.contracts.ticket;

/**
 * What a client measured to one region.
 *
 * @param packetLoss ratio, 0.0 to 1.0
 * @param latency milliseconds
 */
public record QosResult(String regionId, double packetLoss, double latency) {}
