package io.muster.contracts.notification;

import io.muster.contracts.Event;

/** Something a game server is to be told. */
public sealed interface NotificationEvent extends Event permits NotificationRequested {

    String serverId();

    @Override
    default String subject() {
        return serverId();
    }
}
