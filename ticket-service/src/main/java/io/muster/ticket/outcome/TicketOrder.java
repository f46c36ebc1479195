package io.muster.ticket.outcome;

import io.muster.ticket.lifecycle.TicketCommand;

/**
 * A command for one ticket.
 *
 * @param traceparent trace of the event it follows from, or null
 */
public record TicketOrder(String ticketId, TicketCommand command, String traceparent) {}
