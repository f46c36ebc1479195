package io.muster.ticket.outcome;

import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.ticket.lifecycle.TicketLifecycle;
import io.muster.ticket.publish.TicketAnnouncements;
import io.muster.ticket.store.TicketStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Carries out the orders that follow from a batch of events in one transaction. */
@ApplicationScoped
public class OutcomeService {

    private final Database database;
    private final TicketStore store;
    private final TicketLifecycle lifecycle;
    private final OutcomeMetrics metrics;

    public OutcomeService(Database database, TicketStore store, TicketLifecycle lifecycle, OutcomeMetrics metrics) {
        this.database = database;
        this.store = store;
        this.lifecycle = lifecycle;
        this.metrics = metrics;
    }

    /** Commits the changes and answers what to publish about them. */
    public Uni<List<Outgoing<?>>> carryOut(List<TicketOrder> orders) {
        if (orders.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        List<String> ticketIds = orders.stream().map(TicketOrder::ticketId).toList();
        return database.inTransaction(session -> store.lock(session, ticketIds).chain(tickets -> {
                    OrderBatch batch = new OrderBatch(lifecycle, tickets);
                    List<Outgoing<?>> events = decide(batch, orders);
                    return store.save(session, batch.changed()).replaceWith(new Done(batch, events));
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
