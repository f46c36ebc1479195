package io.muster.allocator.reservation;

import io.muster.contracts.Topics;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.contracts.payload.PayloadReserved;
import io.muster.contracts.payload.ReservationFailed;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.DerivedIds;
import io.muster.runtime.trace.TraceContext;
import java.time.Instant;
import java.util.Optional;

/**
 * The answer to a session that asked for a payload. Everything in it comes from the stored reservation, so that asking
 * again is answered with the same event, whichever way it goes out.
 */
final class ReservationEvents {

    private ReservationEvents() {}

    /** Empty while it waits, and for reservations without a session, for which nobody listens. */
    static Optional<Outgoing<PayloadEvent>> answer(Reservation reservation) {
        if (reservation.sessionId() == null) {
            return Optional.empty();
        }
        return switch (reservation.state()) {
            case WAITING -> Optional.empty();
            case FAILED -> Optional.of(outgoing(reservation, failed(reservation), reservation.endedAt()));
            case ACTIVE, ENDED ->
                reservation.payloadUid() == null
                        ? Optional.empty()
                        : Optional.of(outgoing(reservation, reserved(reservation), reservation.reservedAt()));
        };
    }

    private static PayloadEvent reserved(Reservation reservation) {
        return new PayloadReserved(
                reservation.namespace(),
                reservation.reservationId(),
                reservation.sessionId(),
                reservation.server(),
                reservation.payloadVersion(),
                reservation.reservedAt());
    }

    private static PayloadEvent failed(Reservation reservation) {
        return new ReservationFailed(
                reservation.namespace(),
                reservation.sessionId(),
                reservation.allocation(),
                reservation.reason(),
                reservation.message(),
                reservation.endedAt());
    }

    private static Outgoing<PayloadEvent> outgoing(Reservation reservation, PayloadEvent event, Instant at) {
        TraceContext trace =
                reservation.traceparent() == null ? null : TraceContext.fromTraceparent(reservation.traceparent());
        String id = DerivedIds.of(reservation.reservationId(), "reservation-answer");
        return Outgoing.first(Topics.PAYLOADS, event, id, at, trace);
    }
}
