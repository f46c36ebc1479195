package io.muster.contracts.notification;

import java.time.Instant;

/**
 * A message was handed to its game server's socket. Every gateway forgets it, so that a server that reconnects to
 * another gateway is not told twice.
 *
 * @param notificationId the message
 * @param version the message's version
 */
public record NotificationDelivered(
        String namespace, String serverId, String notificationId, long version, Instant deliveredAt)
        implements NotificationEvent {}
