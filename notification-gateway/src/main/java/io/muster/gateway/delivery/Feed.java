package io.muster.gateway.delivery;

import io.muster.contracts.notification.NotificationDelivered;
import io.muster.contracts.notification.ServerConnected;
import java.time.Instant;

/** What the records of {@code notifications} mean for this instance. One thread feeds it. */
final class Feed {

    private final Mailboxes mailboxes;
    private final Connections connections;

    Feed(Mailboxes mailboxes, Connections connections) {
        this.mailboxes = mailboxes;
        this.connections = connections;
    }

    /**
     * A message. It is kept before connections are looked at, and a server that connects registers before it looks at
     * what is kept; so at least one of the two finds the other.
     */
    void requested(Letter letter, Instant now) {
        if (now.isBefore(letter.expiresAt()) && mailboxes.add(letter, now)) {
            connections.of(letter.serverId()).forEach(receiver -> receiver.offer(letter));
        }
    }

    /** Whether anything here depends on the server, so that records about its deliveries need reading. */
    boolean concerns(String serverId) {
        return !connections.of(serverId).isEmpty() || !mailboxes.isEmpty(serverId);
    }

    void delivered(NotificationDelivered delivered) {
        mailboxes.delivered(delivered.serverId(), delivered.notificationId());
    }

    /** The older connection gives way. Of two of the same moment, the one with the smaller id. */
    void connected(ServerConnected connected) {
        for (Receiver receiver : connections.of(connected.serverId())) {
            if (receiver.namespace().equals(connected.namespace()) && isOlder(receiver, connected)) {
                receiver.replaced();
            }
        }
    }

    private static boolean isOlder(Receiver receiver, ServerConnected other) {
        int order = receiver.connectedAt().compareTo(other.connectedAt());
        return order < 0 || (order == 0 && receiver.connectionId().compareTo(other.connectionId()) < 0);
    }
}
