package io.muster.allocator.payload;

import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.allocation.Simulation;
import java.time.Instant;

/**
 * What never changes about a payload.
 *
 * @param uid never reused, so that a late call of a dead payload cannot touch its successor
 * @param payloadId published form, two words of five characters; unique within the allocation at one time only
 * @param generation version of the allocation it was made from
 * @param simulation used when the runtime is simulated
 * @param heartbeatSeconds how long it may be silent while it is Ready or Reserved; 0: for ever
 * @param node replica that runs it, or null when any replica can look after it
 */
public record PayloadIdentity(
        String uid,
        String payloadId,
        String namespace,
        String allocationId,
        String allocation,
        String region,
        RuntimeKind runtime,
        String node,
        long generation,
        Simulation simulation,
        int heartbeatSeconds,
        Instant createdAt) {

    /** The id under which the game server connects to the notification gateway. */
    public String serverId() {
        return "ds_" + uid;
    }
}
