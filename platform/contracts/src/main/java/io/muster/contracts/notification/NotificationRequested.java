package io.muster.contracts.notification;

import java.time.Instant;

/**
 * A message for one game server.
 *
 * @param notificationId derived from the event it reports, so that a repeat is recognised
 * @param version position in the order of its session's messages; 1 when it stands alone
 * @param topic name of the published form, such as {@code serverClaimed}
 * @param payload JSON value that goes out as it is: an object, or a string for custom notifications
 * @param expiresAt after this it is no longer delivered
 */
public record NotificationRequested(
        String namespace,
        String serverId,
        String notificationId,
        long version,
        String topic,
        Object payload,
        Instant createdAt,
        Instant expiresAt)
        implements NotificationEvent {

    @Override
    public String toString() {
        return "NotificationRequested[" + notificationId + ", " + topic + ", " + serverId + "]";
    }
}
