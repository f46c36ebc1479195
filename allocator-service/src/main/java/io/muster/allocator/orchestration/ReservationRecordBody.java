package io.muster.allocator.orchestration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.muster.allocator.reservation.Reservation;
import java.time.Instant;

/** A reservation in lists: who has, or had, which payload, and why it ended. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record ReservationRecordBody(
        String id,
        String sessionId,
        String state,
        String reason,
        String payloadId,
        String payloadUid,
        String serverId,
        Instant requested,
        Instant reserved,
        Instant ended,
        Instant confirmBy,
        Instant confirmed) {

    static ReservationRecordBody of(Reservation reservation) {
        return new ReservationRecordBody(
                reservation.reservationId(),
                reservation.sessionId(),
                reservation.state().name(),
                reservation.reason(),
                reservation.server() == null ? null : reservation.server().payloadId(),
                reservation.payloadUid(),
                reservation.server() == null ? null : reservation.server().serverId(),
                reservation.requestedAt(),
                reservation.reservedAt(),
                reservation.endedAt(),
                reservation.confirmBy(),
                reservation.confirmedAt());
    }
}
