package io.muster.ticket.lifecycle;

import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketClaimed;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import io.muster.contracts.ticket.TicketReturned;
import java.time.Instant;

/** When a ticket event happened, which each event says under the name of what happened. */
public final class TicketEventTimes {

    private TicketEventTimes() {}

    public static Instant of(TicketEvent event) {
        return switch (event) {
            case TicketCreated created -> created.createdAt();
            case TicketClaimed claimed -> claimed.claimedAt();
            case TicketReturned returned -> returned.returnedAt();
            case TicketAssigned assigned -> assigned.assignedAt();
            case TicketCancelled cancelled -> cancelled.cancelledAt();
            case TicketExpired expired -> expired.expiredAt();
            case TicketFailed failed -> failed.failedAt();
        };
    }
}
