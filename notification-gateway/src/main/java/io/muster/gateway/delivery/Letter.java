package io.muster.gateway.delivery;

import java.time.Instant;

/**
 * A notification as it came from Kafka, unread: most are for servers of other instances and are never looked into.
 *
 * @param value JSON of the notification
 */
@SuppressWarnings("ArrayRecordComponent") // identity is enough: letters are never compared
public record Letter(String serverId, String notificationId, String traceparent, Instant expiresAt, byte[] value) {

    /** What keeping it costs, in bytes; the constant stands for the objects around the value. */
    long cost() {
        return value.length + 256L;
    }
}
