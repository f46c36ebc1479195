package io.muster.contracts.depth;

import java.time.Instant;

/**
 * So many tickets wait in a queue whose matches are played on servers of an allocation. Published when the number has
 * changed and every few seconds while it is not zero, at most once a second for each queue. A hint: nothing is counted by
 * it, and one that is lost is made good by the next.
 *
 * @param allocation name or id of the allocation, as the config of the queue says it
 * @param tickets those that wait or are proposed
 */
public record QueueDepthMeasured(String namespace, String queue, String allocation, int tickets, Instant measuredAt)
        implements DepthEvent {

    @Override
    public String subject() {
        return namespace + '/' + queue;
    }

    /** The time of the measurement, milliseconds: a later one replaces an earlier one. */
    @Override
    public long version() {
        return measuredAt.toEpochMilli();
    }
}
