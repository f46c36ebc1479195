package io.muster.client.allocation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A game server as the allocator sees it.
 *
 * @param id published form such as {@code 8hhtn-fvpvq}; may be used again later
 * @param uid never used again
 * @param serverId name of the game server in sessions and notifications
 * @param sessionId session it is reserved for, or null
 */
public record Payload(
        String id,
        String uid,
        @JsonProperty("allocation_id") String allocationId,
        @JsonProperty("server_id") String serverId,
        @JsonProperty("session_id") String sessionId,
        Status status,
        Metadata metadata) {

    /** State such as {@code Starting}, {@code Ready} or {@code Reserved}, and where the server listens. */
    public record Status(String state, String details, String address, List<Port> ports) {}

    public record Port(String name, int port) {}

    public record Metadata(Map<String, String> labels, Map<String, String> annotations) {}

    public boolean isIn(String state) {
        return status != null && state.equals(status.state());
    }
}
