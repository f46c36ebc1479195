package io.muster.ticket.outcome;

import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketCommand.Assign;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.publish.TicketAnnouncements;
import io.muster.ticket.read.TicketEnds;
import io.muster.ticket.store.AssignmentStore;
import io.muster.ticket.store.TicketStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Carries out the orders that follow from a batch of events. Assignments that nothing speaks against take one statement;
 * whatever is left of the batch is decided under locks, in a transaction.
 */
@ApplicationScoped
public class OutcomeService {

    private final Database database;
    private final AssignmentStore assignments;
    private final TicketStore tickets;
    private final TicketLifecycle lifecycle;
    private final OutcomeMetrics metrics;
    private final TicketEnds ends;

    public OutcomeService(
            Database database,
            AssignmentStore assignments,
            TicketStore tickets,
            TicketLifecycle lifecycle,
            OutcomeMetrics metrics,
            TicketEnds ends) {
        this.database = database;
        this.assignments = assignments;
        this.tickets = tickets;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
        this.ends = ends;
    }

    /** Commits the changes, answers whoever waits for them here, and answers what to publish about them. */
    public Uni<List<Outgoing<?>>> carryOut(List<TicketOrder> orders) {
        Map<String, Assign> first = FirstAssignments.of(orders);
        Uni<List<Outgoing<?>>> committed = first.isEmpty()
                ? decideLocked(orders)
                : database.inOneStatement(session -> assignments.assign(session, first))
                        .chain(found -> tell(orders, found));
        return committed.invoke(events ->
                ends.committed(events.stream().map(event -> event.envelope().event())));
    }

    /**
     * The decision is made again on the tickets as they were: it says what is to be told, and the statement has only
     * stored it. Further orders for these tickets come after them.
     */
    private Uni<List<Outgoing<?>>> tell(List<TicketOrder> orders, Map<String, Ticket> found) {
        List<TicketOrder> assigned = new ArrayList<>(found.size());
        List<TicketOrder> others = new ArrayList<>();
        Set<String> open = new HashSet<>(found.keySet());
        for (TicketOrder order : orders) {
            (open.remove(order.ticketId()) ? assigned : others).add(order);
        }
        OrderBatch batch = new OrderBatch(lifecycle, found);
        List<Outgoing<?>> events = decide(batch, assigned);
        metrics.changed(batch.changed());
        return decideLocked(others).map(further -> {
            events.addAll(further);
            return events;
        });
    }

    private Uni<List<Outgoing<?>>> decideLocked(List<TicketOrder> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> ticketIds = orders.stream().map(TicketOrder::ticketId).toList();
        return database.inTransaction(session -> tickets.lock(session, ticketIds)
                        .chain(found -> {
                            OrderBatch batch = new OrderBatch(lifecycle, found);
                            List<Outgoing<?>> events = decide(batch, orders);
                            return tickets.save(session, batch.changed()).replaceWith(new Done(batch, events));
                        }))
                .map(done -> {
                    metrics.changed(done.batch().changed());
                    return done.events();
                });
    }

    private static List<Outgoing<?>> decide(OrderBatch batch, List<TicketOrder> orders) {
        List<Outgoing<?>> events = new ArrayList<>(orders.size());
        for (TicketOrder order : orders) {
            batch.decide(order)
                    .map(decision -> TicketAnnouncements.of(decision.event(), order.traceparent()))
                    .ifPresent(events::add);
        }
        return events;
    }

    private record Done(OrderBatch batch, List<Outgoing<?>> events) {}
}
