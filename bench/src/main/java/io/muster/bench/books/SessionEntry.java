package io.muster.bench.books;

import java.util.List;

/**
 * One session of a run, as the session API tells it.
 *
 * @param serverId game server it was given, or null when its matches need none
 * @param playerIds everybody who was ever a member
 */
public record SessionEntry(String sessionId, String serverId, List<String> playerIds) {

    public SessionEntry {
        playerIds = List.copyOf(playerIds);
    }
}
