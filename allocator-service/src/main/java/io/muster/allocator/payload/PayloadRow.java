package io.muster.allocator.payload;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.allocation.Simulation;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A row of the table of payloads; components are its columns. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record PayloadRow(
        String uid,
        String payloadId,
        String namespace,
        String allocationId,
        String allocation,
        String region,
        RuntimeKind runtime,
        String node,
        long generation,
        long readyMs,
        long lifeMs,
        Instant createdAt,
        PayloadState state,
        String details,
        String address,
        Map<String, Integer> ports,
        Map<String, String> labels,
        Map<String, String> annotations,
        int seats,
        int seatsTaken,
        String reservationId,
        String sessionId,
        Instant reservedAt,
        Instant lastReserved,
        Instant startedAt,
        Instant readyAt,
        Instant dueAt,
        int attempts,
        Integer exitCode,
        String ending,
        long version,
        int heartbeatSeconds) {

    static PayloadRow of(Payload payload) {
        PayloadIdentity identity = payload.identity();
        Hold hold = payload.hold();
        return new PayloadRow(
                identity.uid(),
                identity.payloadId(),
                identity.namespace(),
                identity.allocationId(),
                identity.allocation(),
                identity.region(),
                identity.runtime(),
                identity.node(),
                identity.generation(),
                identity.simulation().ready().toMillis(),
                identity.simulation().life().toMillis(),
                identity.createdAt(),
                payload.state(),
                payload.details(),
                payload.endpoint().address(),
                payload.endpoint().ports(),
                payload.metadata().labels(),
                payload.metadata().annotations(),
                payload.seats().total(),
                payload.seats().taken(),
                hold == null ? null : hold.reservationId(),
                hold == null ? null : hold.sessionId(),
                hold == null ? null : hold.reservedAt(),
                payload.lastReserved(),
                payload.startedAt(),
                payload.readyAt(),
                payload.dueAt(),
                payload.attempts(),
                payload.exitCode(),
                payload.ending(),
                payload.version(),
                identity.heartbeatSeconds());
    }

    Payload toPayload() {
        return new Payload(
                new PayloadIdentity(
                        uid,
                        payloadId,
                        namespace,
                        allocationId,
                        allocation,
                        region,
                        runtime,
                        node,
                        generation,
                        new Simulation(Duration.ofMillis(readyMs), Duration.ofMillis(lifeMs)),
                        heartbeatSeconds,
                        createdAt),
                state,
                details,
                new Endpoint(address, ports),
                new Metadata(labels, annotations),
                new Seats(seats, seatsTaken),
                reservationId == null ? null : new Hold(reservationId, sessionId, reservedAt),
                lastReserved,
                startedAt,
                readyAt,
                dueAt,
                attempts,
                exitCode,
                ending,
                version);
    }
}
