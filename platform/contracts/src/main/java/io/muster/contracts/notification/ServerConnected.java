package io.muster.contracts.notification;

import java.time.Instant;

/**
 * A game server opened its socket. A gateway that holds an older socket of the same server closes it, because a server
 * has one connection.
 *
 * @param connectionId id of the new connection, unique over all gateways
 * @param version 1: connections of a server are ordered by {@code connectedAt}
 */
public record ServerConnected(String namespace, String serverId, String connectionId, long version, Instant connectedAt)
        implements NotificationEvent {}
