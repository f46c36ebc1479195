package io.muster.gateway.socket;

import io.muster.contracts.notification.NotificationDelivered;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.gateway.GatewayConfig;
import io.muster.gateway.custom.NotificationLogService;
import io.muster.gateway.delivery.Connections;
import io.muster.gateway.delivery.Letter;
import io.muster.gateway.delivery.Mailboxes;
import io.muster.gateway.delivery.NotificationJson;
import io.muster.gateway.delivery.ReceiptPublisher;
import io.muster.gateway.delivery.Receiver;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jboss.logging.Logger;

/** What every socket needs of the rest of the gateway. Safe to use from any thread. */
@ApplicationScoped
class SocketService {

    private static final Logger LOG = Logger.getLogger(SocketService.class);

    /** A message ready to be sent. */
    record Ready(NotificationRequested notification, String text) {}

    private final Connections connections;
    private final Mailboxes mailboxes;
    private final NotificationJson json;
    private final ReceiptPublisher receipts;
    private final NotificationLogService log;
    private final OpenSockets sockets;
    private final SocketMetrics metrics;
    private final InstantSource clock;
    private final GatewayConfig.Socket limits;

    SocketService(
            Connections connections,
            Mailboxes mailboxes,
            NotificationJson json,
            ReceiptPublisher receipts,
            NotificationLogService log,
            OpenSockets sockets,
            SocketMetrics metrics,
            InstantSource clock,
            GatewayConfig config) {
        this.connections = connections;
        this.mailboxes = mailboxes;
        this.json = json;
        this.receipts = receipts;
        this.log = log;
        this.sockets = sockets;
        this.metrics = metrics;
        this.clock = clock;
        this.limits = config.socket();
    }

    /** Registers an open socket everywhere, and hands it what has waited for it. Called on the socket's own thread. */
    void opened(GameServerSocket socket) {
        connections.put(socket).ifPresent(Receiver::replaced);
        receipts.connected(socket);
        log.connected(socket.namespace(), socket.serverId(), socket.connectedAt());
        mailboxes.of(socket.serverId(), clock.instant()).forEach(socket::send);
        LOG.infof("server %s of %s connected as %s", socket.serverId(), socket.namespace(), socket.connectionId());
    }

    void closed(GameServerSocket socket, String reason) {
        connections.remove(socket);
        sockets.release();
        metrics.closed(reason);
        LOG.infof("server %s of %s disconnected: %s", socket.serverId(), socket.namespace(), reason);
    }

    String greeting(GameServerSocket socket) {
        return json.connected(socket.connectionId());
    }

    /** The message in a letter; empty when it is of another namespace, over, or broken. */
    Optional<Ready> ready(GameServerSocket socket, Letter letter) {
        try {
            NotificationRequested notification = json.read(letter.value(), NotificationRequested.class);
            boolean foreign = !notification.namespace().equals(socket.namespace());
            boolean over = notification.expiresAt().isBefore(clock.instant());
            return foreign || over
                    ? Optional.empty()
                    : Optional.of(new Ready(notification, json.message(notification, letter.traceparent())));
        } catch (IOException | RuntimeException e) {
            LOG.warnf("notification %s cannot be read: %s", letter.notificationId(), e);
            return Optional.empty();
        }
    }

    /** A message has gone out; nobody need deliver it any more. */
    void delivered(NotificationRequested notification, String traceparent) {
        Instant now = clock.instant();
        mailboxes.delivered(notification.serverId(), notification.notificationId());
        receipts.delivered(
                new NotificationDelivered(
                        notification.namespace(),
                        notification.serverId(),
                        notification.notificationId(),
                        notification.version(),
                        now),
                traceparent);
        if (NotificationJson.isCustom(notification)) {
            log.delivered(notification.notificationId(), now);
            metrics.sent("custom");
        } else {
            metrics.sent(notification.topic());
        }
    }

    Instant now() {
        return clock.instant();
    }

    GatewayConfig.Socket limits() {
        return limits;
    }
}
