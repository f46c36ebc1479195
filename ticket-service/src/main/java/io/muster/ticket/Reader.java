package io.muster.ticket;

import io.muster.ticket.lifecycle.Ticket;

/**
 * Who asks for a ticket, as far as it decides what it may see: a player sees the tickets it is the author of, a trusted
 * caller all of its namespace.
 *
 * @param trusted true for services and game servers
 */
public record Reader(String namespace, String subject, boolean trusted) {

    /** Whether the ticket is there for this caller. What may not be seen must look missing. */
    public boolean sees(Ticket ticket) {
        return ticket.details().namespace().equals(namespace)
                && (trusted || ticket.details().author().equals(subject));
    }
}
