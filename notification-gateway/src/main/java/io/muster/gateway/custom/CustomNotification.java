package io.muster.gateway.custom;

import java.time.Instant;

/** A notification as it is noted. */
record CustomNotification(
        String notificationId, String namespace, String serverId, String topic, Instant createdAt, Instant expiresAt) {}
