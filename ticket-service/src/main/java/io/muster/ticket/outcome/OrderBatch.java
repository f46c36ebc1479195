package io.muster.ticket.outcome;

import io.muster.contracts.ticket.TicketEvent;
import io.muster.ticket.lifecycle.Decision;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketLifecycle;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out the orders of one transaction, one after the other. Used by one thread, for one batch. */
public final class OrderBatch {

    private final TicketLifecycle lifecycle;
    private final Map<String, Ticket> tickets;
    private final Map<String, Ticket> changed = new LinkedHashMap<>();

    /**
     * Starts a batch.
     *
     * @param tickets every ticket the orders name and that exists, as it is under lock
     */
    public OrderBatch(TicketLifecycle lifecycle, Map<String, Ticket> tickets) {
        this.lifecycle = lifecycle;
        this.tickets = new HashMap<>(tickets);
    }

    /** The tickets that must be stored, each in its newest state. */
    public List<Ticket> changed() {
        return List.copyOf(changed.values());
    }

    /** Carries the order out; answers nothing when the ticket is not known any more. */
    public Optional<Decision> decide(TicketOrder order) {
        Ticket ticket = tickets.get(order.ticketId());
        if (ticket == null) {
            return Optional.empty();
        }
        Decision decision = lifecycle.decide(ticket, order.command());
        if (decision instanceof Decision.Changed(TicketEvent event)) {
            Ticket next = ticket.apply(event);
            tickets.put(next.id(), next);
            changed.put(next.id(), next);
        }
        return Optional.of(decision);
    }
}
