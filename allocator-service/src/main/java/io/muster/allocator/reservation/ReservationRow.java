package io.muster.allocator.reservation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.muster.contracts.payload.Server;
import java.time.Instant;

/** A row of the table of reservations; components are its columns. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record ReservationRow(
        String reservationId,
        String namespace,
        String sessionId,
        String allocationId,
        String allocation,
        Reservation.State state,
        String reason,
        String message,
        Reservation.Request request,
        String payloadUid,
        boolean exclusive,
        Server server,
        Long payloadVersion,
        String traceparent,
        Instant requestedAt,
        Instant deadline,
        Instant reservedAt,
        Instant endedAt,
        Instant confirmBy,
        Instant confirmedAt) {

    static ReservationRow of(Reservation reservation) {
        return new ReservationRow(
                reservation.reservationId(),
                reservation.namespace(),
                reservation.sessionId(),
                reservation.allocationId(),
                reservation.allocation(),
                reservation.state(),
                reservation.reason(),
                reservation.message(),
                reservation.request(),
                reservation.payloadUid(),
                reservation.exclusive(),
                reservation.server(),
                reservation.payloadVersion(),
                reservation.traceparent(),
                reservation.requestedAt(),
                reservation.deadline(),
                reservation.reservedAt(),
                reservation.endedAt(),
                reservation.confirmBy(),
                reservation.confirmedAt());
    }

    Reservation toReservation() {
        return new Reservation(
                reservationId,
                namespace,
                sessionId,
                allocationId,
                allocation,
                state,
                reason,
                message,
                request,
                payloadUid,
                exclusive,
                server,
                payloadVersion,
                traceparent,
                requestedAt,
                deadline,
                reservedAt,
                endedAt,
                confirmBy,
                confirmedAt);
    }
}
