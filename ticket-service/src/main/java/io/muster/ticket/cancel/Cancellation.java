package io.muster.ticket.cancel;

import io.muster.runtime.trace.TraceContext;
import io.muster.ticket.Reader;

/**
 * A request to cancel a ticket.
 *
 * @param by who wants it
 */
public record Cancellation(String ticketId, Reader by, TraceContext trace) {}
