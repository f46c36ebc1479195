package io.muster.bench.books;

/**
 * One ticket in the books.
 *
 * @param ticketId null when it was never accepted
 * @param sessionId session it was assigned to, or null
 * @param unansweredCreates creations that got no answer: each may have made one more ticket of this player, of which
 *     the client cannot know
 */
public record TicketEntry(
        String playerId, String ticketId, Outcome outcome, String sessionId, String connection, int unansweredCreates) {

    /** A ticket about which nothing is known yet. */
    public static TicketEntry unknown(String playerId) {
        return new TicketEntry(playerId, null, Outcome.UNKNOWN, null, null, 0);
    }

    public TicketEntry unanswered() {
        return new TicketEntry(playerId, ticketId, outcome, sessionId, connection, unansweredCreates + 1);
    }

    public TicketEntry accepted(String id) {
        return new TicketEntry(playerId, id, Outcome.OPEN, null, null, unansweredCreates);
    }

    public TicketEntry ended(Outcome end) {
        return new TicketEntry(playerId, ticketId, end, null, null, unansweredCreates);
    }

    public TicketEntry assigned(String session, String address) {
        return new TicketEntry(playerId, ticketId, Outcome.ASSIGNED, session, address, unansweredCreates);
    }
}
