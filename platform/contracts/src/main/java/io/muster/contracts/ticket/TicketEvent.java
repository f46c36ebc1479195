package io.muster.contracts.ticket;

import io.muster.contracts.PooledEvent;

/**
 * A change of one ticket. A ticket is waiting after {@link TicketCreated} and {@link TicketReturned}, claimed after
 * {@link TicketClaimed}, and ended after all others.
 */
public sealed interface TicketEvent extends PooledEvent
        permits TicketCreated,
                TicketClaimed,
                TicketReturned,
                TicketAssigned,
                TicketCancelled,
                TicketExpired,
                TicketFailed {

    String ticketId();

    @Override
    default String subject() {
        return ticketId();
    }
}
