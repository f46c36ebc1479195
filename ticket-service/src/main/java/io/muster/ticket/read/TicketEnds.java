package io.muster.ticket.read;

import io.muster.contracts.Event;
import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import java.util.Set;

/**
 * Answers the reads that this replica holds when their ticket ends. It hears of most ends twice: from the service that
 * committed them here, so that nobody waits for an event to come back, and from the event, which may be of another
 * replica. Any thread; plain Java.
 */
public final class TicketEnds {

    private static final Set<Class<? extends TicketEvent>> ENDS =
            Set.of(TicketAssigned.class, TicketCancelled.class, TicketExpired.class, TicketFailed.class);

    private final RecentTickets recent;
    private final HeldReads held;

    /** Answers what is held there, and forgets there what ended. */
    public TicketEnds(RecentTickets recent, HeldReads held) {
        this.recent = recent;
        this.held = held;
    }

    /** Answers the reads held for the ticket if the event ends it, and does nothing otherwise. Call it after the commit. */
    public void tell(Event event) {
        if (event instanceof TicketEvent end && isEnd(end.getClass()) && forget(end.ticketId())) {
            held.ended(end);
        }
    }

    static boolean isEnd(Class<? extends TicketEvent> type) {
        return ENDS.contains(type);
    }

    /** Forgets the ticket first, then sees whether anybody waits for it: who still found it before is held already. */
    boolean forget(String ticketId) {
        recent.remove(ticketId);
        return held.holds(ticketId);
    }
}
