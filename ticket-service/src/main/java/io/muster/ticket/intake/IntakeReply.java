package io.muster.ticket.intake;

import io.muster.ticket.lifecycle.Ticket;

/** What became of a new ticket. */
public sealed interface IntakeReply {

    /** It is stored and will be announced. */
    record Accepted(Ticket ticket) implements IntakeReply {}

    /** Nothing was stored: a player is on another active ticket of the queue. */
    record Occupied(String playerId, String ticketId) implements IntakeReply {}

    /** Nothing was stored: the ticket that stood in the way ended meanwhile, so another try is worth it. */
    record TryAgain() implements IntakeReply {}
}
