package io.muster.ticket.lifecycle;

import java.time.Instant;

/** What can be asked of a ticket. Times come from outside, in whole milliseconds, so that a replay repeats them. */
public sealed interface TicketCommand {

    /** When it is asked. */
    Instant at();

    /**
     * Take the ticket for a match.
     *
     * @param version the version the match function saw; any other is refused
     */
    record Claim(String proposalId, String matchId, long version, Instant at) implements TicketCommand {}

    /** The match can be joined. */
    record Assign(String matchId, String sessionId, String connection, Instant at) implements TicketCommand {}

    /**
     * The match came to nothing, or did without this ticket.
     *
     * @param reason {@link #NO_SERVER}, which is counted and bounded, or why a backfill did not take it
     */
    record Return(String matchId, String reason, String message, Instant at) implements TicketCommand {

        /** No game server was found for the match. */
        public static final String NO_SERVER = "no-server";
    }

    /** A client gives the ticket up. */
    record Cancel(String cancelledBy, Instant at) implements TicketCommand {}

    /** Its time may be over. */
    record Expire(Instant at) implements TicketCommand {}

    /** Nobody has read it for the length of its lease. */
    record Lapse(Instant at) implements TicketCommand {}

    /** It waits for something that will not come. */
    record Fail(String reason, String message, Instant at) implements TicketCommand {}
}
