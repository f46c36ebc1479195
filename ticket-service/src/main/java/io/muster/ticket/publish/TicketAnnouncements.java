package io.muster.ticket.publish;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.id.DerivedIds;
import io.muster.ticket.lifecycle.TicketEventTimes;

/**
 * Puts ticket events into envelopes. The id of an event follows from the ticket and its version alone, so that an event
 * that is published again, for whatever cause, is the same event.
 */
public final class TicketAnnouncements {

    private TicketAnnouncements() {}

    /**
     * An event ready to be published.
     *
     * @param traceparent trace it belongs to, or null
     */
    public static Outgoing<TicketEvent> of(TicketEvent event, String traceparent) {
        String id = DerivedIds.of(event.ticketId(), "version " + event.version());
        return new Outgoing<>(Topics.TICKETS, new Envelope<>(id, TicketEventTimes.of(event), traceparent, event));
    }
}
