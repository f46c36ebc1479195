package io.muster.backfill.seat;

import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.session.SessionState;
import java.util.Map;

/**
 * Where the session runs and under which rules players are sought for it.
 *
 * @param serverId game server that may answer proposals, or null when the session has none
 * @param connection {@code address:port} given to accepted tickets, or null
 * @param attributes what pools filter by
 */
public record Host(
        String queue,
        String serverId,
        String connection,
        String region,
        Map<String, Object> attributes,
        MatchSettings settings) {

    static final Host NONE = new Host("", null, null, null, Map.of(), null);

    public Host {
        attributes = attributes == null ? Map.of() : attributes;
    }

    /** The host a session event names; attributes and a connection that a server set itself stay. */
    Host following(SessionState session) {
        boolean sameServer =
                session.server() != null && session.server().serverId().equals(serverId);
        String address = session.server() == null
                ? connection
                : sameServer && connection != null
                        ? connection
                        : session.server().connection();
        return new Host(
                session.queue(),
                session.server() == null ? serverId : session.server().serverId(),
                address,
                session.region(),
                attributes,
                session.settings());
    }

    Host with(String newConnection, Map<String, Object> newAttributes) {
        return new Host(
                queue,
                serverId,
                newConnection == null ? connection : newConnection,
                region,
                newAttributes == null ? attributes : newAttributes,
                settings);
    }
}
