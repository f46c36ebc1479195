package io.muster.contracts.payload;

import java.time.Instant;

/**
 * No payload could be reserved for a session.
 *
 * @param reason code: {@code no-payload}, {@code unknown-allocation}
 */
public record ReservationFailed(
        String namespace, String sessionId, String allocation, String reason, String message, Instant failedAt)
        implements PayloadEvent {

    @Override
    public String subject() {
        return sessionId;
    }

    /** A session asks once. */
    @Override
    public long version() {
        return 1;
    }
}
