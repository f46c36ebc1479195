package io.muster.allocator.reservation;

/** Which reservations to list; what is null does not matter. */
public record ReservationFilter(Reservation.State state, String sessionId, String payloadUid, String reason) {}
