package io.muster.client.ticket;

import java.time.Instant;

/**
 * A ticket as its author sees it.
 *
 * @param assignment null while it waits or is being matched
 * @param state where it stands
 * @param matchId match it is in, or null
 * @param sessionId game session it was assigned to, or null
 * @param author player who may read and cancel it
 * @param returns how often it went back to its pool because no game server was found
 */
public record Ticket(
        String id,
        String queueName,
        State state,
        Assignment assignment,
        String matchId,
        String sessionId,
        String author,
        Instant createdAt,
        Instant expiresAt,
        int returns) {

    /** Where a ticket stands. The last four are ends. */
    public enum State {
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
        return state.isEnd();
    }
}
