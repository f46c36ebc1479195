package io.muster.client.ticket;

import java.time.Instant;
import java.util.List;

/**
 * A ticket as its author sees it.
 *
 * @param assignment null while it waits or is being matched
 * @param matchId match it is in, or null
 * @param sessionId game session it was assigned to, or null
 */
public record Ticket(
        String id,
        String queueName,
        Status status,
        Assignment assignment,
        String matchId,
        String sessionId,
        List<Player> players,
        Instant createdAt) {

    /** Where a ticket stands. The last four are ends. */
    public enum Status {
        WAITING,
        CLAIMED,
        ASSIGNED,
        CANCELLED,
        EXPIRED,
        FAILED;

        public boolean isEnd() {
            return compareTo(ASSIGNED) >= 0;
        }
    }

    /**
     * How the search ended.
     *
     * @param connection {@code ip:port} of the game server, or null
     * @param error why there is none, or null
     * @param properties more about the match as JSON text, or null
     */
    public record Assignment(String connection, String error, String properties) {}

    public boolean hasEnded() {
        return status.isEnd();
    }
}
