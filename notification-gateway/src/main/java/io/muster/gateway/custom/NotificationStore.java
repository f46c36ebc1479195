package io.muster.gateway.custom;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny.StatelessSession;

/** The log of custom notifications, and which servers were ever connected. */
@ApplicationScoped
class NotificationStore {

    private static final String ADD = """
            INSERT INTO custom_notifications (notification_id, namespace, server_id, topic, state, created_at, expires_at)
            SELECT :id, namespace, server_id, :topic, 'ACCEPTED', :now, :expires
            FROM connected_servers WHERE namespace = :namespace AND server_id = :server
            """;

    private static final String END = """
            UPDATE custom_notifications SET state = :state, ended_at = :now
            WHERE notification_id = ANY(:ids) AND state <> 'DELIVERED'
            """;

    private static final String EXPIRE = "UPDATE custom_notifications SET state = 'EXPIRED', ended_at = :now"
            + " WHERE notification_id IN (SELECT notification_id FROM custom_notifications"
            + " WHERE state = 'ACCEPTED' AND expires_at < :before LIMIT :most FOR UPDATE SKIP LOCKED)";

    private static final String FIND = "SELECT topic, state, created_at, expires_at, ended_at FROM custom_notifications"
            + " WHERE notification_id = :id AND namespace = :namespace AND server_id = :server";

    private static final String CONNECTED = """
            INSERT INTO connected_servers AS s (namespace, server_id, connected_at)
            SELECT r.namespace, r.server, max(r.at)
            FROM unnest(CAST(:namespaces AS text[]), CAST(:servers AS text[]),
                        CAST(CAST(:times AS text[]) AS timestamptz[])) AS r(namespace, server, at)
            GROUP BY r.namespace, r.server
            ORDER BY r.namespace, r.server
            ON CONFLICT (namespace, server_id) DO UPDATE SET connected_at = greatest(s.connected_at, excluded.connected_at)
            """;

    private static final List<String> PURGES = List.of(
            "DELETE FROM custom_notifications WHERE created_at < :before",
            "DELETE FROM connected_servers WHERE connected_at < :before");

    /** Notes a notification. False when its server was never connected in the namespace. */
    Uni<Boolean> add(StatelessSession database, CustomNotification notification) {
        return database.createNativeQuery(ADD)
                .setParameter("id", notification.notificationId())
                .setParameter("namespace", notification.namespace())
                .setParameter("server", notification.serverId())
                .setParameter("topic", notification.topic())
                .setParameter("now", notification.createdAt())
                .setParameter("expires", notification.expiresAt())
                .executeUpdate()
                .map(added -> added == 1);
    }

    Uni<Integer> delivered(StatelessSession database, List<String> ids, Instant now) {
        return database.createNativeQuery(END)
                .setParameter("state", "DELIVERED")
                .setParameter("ids", ids.toArray(String[]::new))
                .setParameter("now", now)
                .executeUpdate();
    }

    Uni<Integer> expire(StatelessSession database, Instant before, Instant now, int most) {
        return database.createNativeQuery(EXPIRE)
                .setParameter("before", before)
                .setParameter("now", now)
                .setParameter("most", most)
                .executeUpdate();
    }

    Uni<Optional<NotifyBody.Status>> find(StatelessSession database, String namespace, String serverId, String id) {
        return database.createNativeQuery(FIND, Object[].class)
                .setParameter("id", id)
                .setParameter("namespace", namespace)
                .setParameter("server", serverId)
                .getResultList()
                .map(rows -> rows.stream().findFirst().map(row -> NotifyBody.Status.of(id, serverId, row)));
    }

    Uni<Void> connected(StatelessSession database, List<ConnectedServer> servers) {
        return database.createNativeQuery(CONNECTED)
                .setParameter(
                        "namespaces",
                        servers.stream().map(ConnectedServer::namespace).toArray(String[]::new))
                .setParameter(
                        "servers",
                        servers.stream().map(ConnectedServer::serverId).toArray(String[]::new))
                .setParameter(
                        "times",
                        servers.stream().map(server -> server.at().toString()).toArray(String[]::new))
                .executeUpdate()
                .replaceWithVoid();
    }

    /** A socket does not outlive its token, so a server that is connected was noted since. */
    Uni<Void> purge(StatelessSession database, Instant before) {
        return database.createNativeQuery(PURGES.get(0))
                .setParameter("before", before)
                .executeUpdate()
                .chain(() -> database.createNativeQuery(PURGES.get(1))
                        .setParameter("before", before)
                        .executeUpdate())
                .replaceWithVoid();
    }
}
