package io.muster.ticket.lifecycle;

import java.time.Instant;

/** Where a ticket stands. Waiting and claimed tickets are active; all other states are final. */
public sealed interface TicketState {

    /** Final states never change again. */
    default boolean ended() {
        return !(this instanceof Waiting || this instanceof Claimed);
    }

    /**
     * In the pool.
     *
     * @param returnReason why its last match came to nothing, or null when it has not been claimed yet
     */
    record Waiting(String returnReason) implements TicketState {}

    /** In a match that has no game server yet. */
    record Claimed(Claim claim) implements TicketState {}

    /**
     * In a match that can be joined.
     *
     * @param connection {@code ip:port}, or null when the match is hosted without a server
     */
    record Assigned(Claim claim, String sessionId, String connection) implements TicketState {}

    /** Given up by a client while it waited. */
    record Cancelled(String cancelledBy) implements TicketState {}

    /** Waited until its time was over. */
    record Expired() implements TicketState {}

    /** Ended for a reason that waiting does not mend: a stable code, and a sentence for people. */
    record Failed(String reason, String message) implements TicketState {}

    /** The match a ticket is in and the proposal that put it there. */
    record Claim(String proposalId, String matchId, Instant claimedAt) {}
}
