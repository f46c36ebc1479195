package io.muster.contracts.payload;

import java.time.Instant;

/** A payload was reserved for a session. No other session gets it while it lives. */
public record PayloadReserved(
        String namespace, String reservationId, String sessionId, Server server, long version, Instant reservedAt)
        implements PayloadEvent {

    @Override
    public String subject() {
        return server.serverId();
    }
}
