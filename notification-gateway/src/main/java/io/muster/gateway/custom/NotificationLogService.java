package io.muster.gateway.custom;

import io.muster.contracts.Topics;
import io.muster.contracts.notification.NotificationEvent;
import io.muster.contracts.notification.NotificationRequested;
import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.outbox.Outbox;
import io.muster.runtime.trace.TraceContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The log of custom notifications: accepted, then delivered or expired. May be called from any thread. */
@ApplicationScoped
public class NotificationLogService {

    private static final Logger LOG = Logger.getLogger(NotificationLogService.class);
    private static final int LARGEST_BATCH = 256;
    private static final int IN_FLIGHT = 1;
    private static final int MOST_WAITING = 20_000;
    private static final int ATTEMPTS = 5;
    private static final Duration BACK_OFF = Duration.ofMillis(200);

    private final Database database;
    private final NotificationStore store;
    private final Outbox outbox;
    private final InstantSource clock;
    private final GroupCommit<ConnectedServer, Boolean> connections;
    private final GroupCommit<String, Boolean> deliveries;

    NotificationLogService(
            Database database,
            NotificationStore store,
            Outbox outbox,
            InstantSource clock,
            GroupCommit.Factory commits) {
        this.database = database;
        this.store = store;
        this.outbox = outbox;
        this.clock = clock;
        this.connections =
                commits.create("connected-servers", LARGEST_BATCH, IN_FLIGHT, MOST_WAITING, this::flushConnected);
        this.deliveries =
                commits.create("custom-deliveries", LARGEST_BATCH, IN_FLIGHT, MOST_WAITING, this::flushDelivered);
    }

    /** Accepts a notification; false when its server was never connected in the namespace. */
    Uni<Boolean> accept(CustomNotification notification, NotificationRequested event, TraceContext trace) {
        Outgoing<NotificationEvent> outgoing =
                Outgoing.first(Topics.NOTIFICATIONS, event, notification.notificationId(), clock.instant(), trace);
        return database.inTransaction(session -> store.add(session, notification)
                        .call(added -> added
                                ? outbox.add(session, List.of(outgoing))
                                : Uni.createFrom().voidItem()))
                .invoke(added -> {
                    if (added) {
                        outbox.wake();
                    }
                });
    }

    Uni<Optional<NotifyBody.Status>> find(String namespace, String serverId, String notificationId) {
        return database.read(session -> store.find(session, namespace, serverId, notificationId));
    }

    /** Notes that a server opened a socket. Nobody waits for it; a failure is tried again some times and then logged. */
    public void connected(String namespace, String serverId, Instant at) {
        inBackground("server " + serverId, connections.submit(new ConnectedServer(namespace, serverId, at)));
    }

    /** Notes that a custom notification was written to its server's socket; as {@link #connected}. */
    public void delivered(String notificationId, Instant at) {
        inBackground("notification " + notificationId, deliveries.submit(notificationId));
    }

    private static void inBackground(String what, Uni<?> work) {
        work.onFailure()
                .retry()
                .withBackOff(BACK_OFF)
                .atMost(ATTEMPTS)
                .subscribe()
                .with(done -> {}, failure -> LOG.warnf("not noted in the log: %s: %s", what, failure));
    }

    private Uni<List<Boolean>> flushConnected(List<ConnectedServer> servers) {
        return database.inTransaction(session -> store.connected(session, servers))
                .replaceWith(Collections.nCopies(servers.size(), true));
    }

    private Uni<List<Boolean>> flushDelivered(List<String> ids) {
        return database.inTransaction(session -> store.delivered(session, ids, clock.instant()))
                .replaceWith(Collections.nCopies(ids.size(), true));
    }
}
