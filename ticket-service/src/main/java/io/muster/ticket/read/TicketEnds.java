package io.muster.ticket.read;

import io.muster.contracts.Event;
import io.muster.contracts.ticket.TicketAssigned;
import io.muster.contracts.ticket.TicketCancelled;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.contracts.ticket.TicketExpired;
import io.muster.contracts.ticket.TicketFailed;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells whoever waits at this replica that tickets have ended: reads that are held for one ticket, and streams that follow
 * a namespace. It hears of most ends twice: from the service that committed them here, so that nobody waits for an event
 * to come back, and from the event, which may be of another replica. Any thread; plain Java.
 */
public final class TicketEnds {

    private static final Set<Class<? extends TicketEvent>> ENDS =
            Set.of(TicketAssigned.class, TicketCancelled.class, TicketExpired.class, TicketFailed.class);

    private final RecentTickets recent;
    private final HeldReads held;
    private final EndStreams streams;

    /** Answers what is held and followed there, and forgets there what ended. */
    public TicketEnds(RecentTickets recent, HeldReads held, EndStreams streams) {
        this.recent = recent;
        this.held = held;
        this.streams = streams;
    }

    /** Tells of those events that end a ticket. Call it after the commit that made them. */
    public void committed(Stream<? extends Event> events) {
        List<TicketEvent> ended = events.filter(TicketEvent.class::isInstance)
                .map(TicketEvent.class::cast)
                .filter(event -> isEnd(event.getClass()))
                .toList();
        ended.forEach(this::answer);
        streams.committed(ended);
    }

    static boolean isEnd(Class<? extends TicketEvent> type) {
        return ENDS.contains(type);
    }

    /** Whether anybody has yet to hear of an end that came as an event; lets all others stay undecoded. */
    boolean wants(String ticketId) {
        boolean isAwaited = forget(ticketId);
        return streams.wants(ticketId) || isAwaited;
    }

    /** Tells of ends that came as events and were {@link #wants wanted}. */
    void heard(List<TicketEvent> ended) {
        ended.forEach(this::answer);
        streams.heard(ended);
    }

    private void answer(TicketEvent end) {
        if (forget(end.ticketId())) {
            held.ended(end);
        }
    }

    /** Forgets the ticket first, then sees whether anybody waits for it: who still found it before is held already. */
    private boolean forget(String ticketId) {
        recent.remove(ticketId);
        return held.holds(ticketId);
    }
}
