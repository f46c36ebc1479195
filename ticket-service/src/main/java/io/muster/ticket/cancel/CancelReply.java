package io.muster.ticket.cancel;

import io.muster.ticket.lifecycle.Ticket;

/** The one answer to a cancellation. */
public sealed interface CancelReply {

    /** It is cancelled, now or by an earlier request, and will be in no match. */
    record Cancelled(String ticketId) implements CancelReply {}

    /** It is in a match, or ended in another way; nothing was changed. */
    record TooLate(Ticket ticket) implements CancelReply {}

    /** There is none that the caller may cancel. */
    record Unknown() implements CancelReply {}
}
