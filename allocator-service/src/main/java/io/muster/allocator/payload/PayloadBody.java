package io.muster.allocator.payload;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.muster.allocator.audit.AuditSubject;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A payload as both published APIs show it, and what we add: uid, server_id, seats, version.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record PayloadBody(
        String id,
        String clusterId,
        String allocationId,
        StatusBody status,
        Instant created,
        MetadataBody metadata,
        String uid,
        String serverId,
        SeatsBody seats,
        String sessionId,
        String reservationId,
        long generation,
        long version)
        implements AuditSubject {

    /** Annotation with what a session's creator told its server; players wrote it, and nobody else is shown it. */
    public static final String SESSION_CONFIG = "session_config";

    /** State and address. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record StatusBody(
            String state,
            String details,
            String address,
            List<PortBody> ports,
            Instant lastReserved,
            Instant started,
            Integer exitCode) {}

    /** A port. */
    public record PortBody(String name, int port) {}

    /** Labels and annotations. */
    public record MetadataBody(Map<String, String> labels, Map<String, String> annotations) {}

    /** Seats of a payload that holds several sessions. */
    public record SeatsBody(int total, int taken) {}

    /** As everybody with a right to see the allocation sees it. */
    public static PayloadBody of(Payload payload) {
        Map<String, String> shown = new HashMap<>(payload.metadata().annotations());
        shown.remove(SESSION_CONFIG);
        return of(payload, shown);
    }

    /** As the payload itself sees it. */
    public static PayloadBody ofItself(Payload payload) {
        return of(payload, payload.metadata().annotations());
    }

    /** What was made is the reservation; its payload follows from it. */
    @Override
    public String auditTarget() {
        return reservationId == null ? "payloads/" + id : "reservations/" + reservationId;
    }

    private static PayloadBody of(Payload payload, Map<String, String> annotations) {
        PayloadIdentity identity = payload.identity();
        List<PortBody> ports = payload.endpoint().ports().entrySet().stream()
                .map(port -> new PortBody(port.getKey(), port.getValue()))
                .toList();
        return new PayloadBody(
                identity.payloadId(),
                identity.node() == null ? identity.region() : identity.node(),
                identity.allocationId(),
                new StatusBody(
                        payload.state().published(),
                        payload.details(),
                        payload.endpoint().address(),
                        ports,
                        payload.lastReserved(),
                        payload.startedAt(),
                        payload.exitCode()),
                identity.createdAt(),
                new MetadataBody(payload.metadata().labels(), annotations),
                identity.uid(),
                identity.serverId(),
                payload.seats().total() == 1
                        ? null
                        : new SeatsBody(payload.seats().total(), payload.seats().taken()),
                payload.sessionId(),
                payload.hold() == null ? null : payload.hold().reservationId(),
                identity.generation(),
                payload.version());
    }
}
