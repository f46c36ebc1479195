package io.muster.allocator.payload;

import java.time.Instant;

/**
 * The last reservation of a reserved payload.
 *
 * @param sessionId null when it was reserved by hand or by a backend without a session
 */
public record Hold(String reservationId, String sessionId, Instant reservedAt) {}
