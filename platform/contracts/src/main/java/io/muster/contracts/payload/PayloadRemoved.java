package io.muster.contracts.payload;

import java.time.Instant;

/**
 * A payload is gone: its root process exited, or it was deleted.
 *
 * @param sessionId session it was reserved for, or null
 * @param exitCode exit code of its root process, or null when it was not that which ended it
 * @param reason code: {@code exited}, {@code crashed}, {@code deleted}, {@code scaled-down}, {@code session-ended}
 */
public record PayloadRemoved(
        String namespace,
        Server server,
        long version,
        String sessionId,
        Integer exitCode,
        String reason,
        Instant removedAt)
        implements PayloadEvent {

    @Override
    public String subject() {
        return server.serverId();
    }
}
