package io.muster.contracts.notification;

import io.muster.contracts.Event;

/** Something a game server is to be told, and what became of it. */
public sealed interface NotificationEvent extends Event
        permits NotificationRequested, NotificationDelivered, ServerConnected {

    String serverId();

    @Override
    default String subject() {
        return serverId();
    }
}
