package io.muster.ticket.outcome;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.muster.ticket.lifecycle.Ticket;
import io.muster.ticket.lifecycle.TicketState.Assigned;
import io.muster.ticket.lifecycle.TicketState.Cancelled;
import io.muster.ticket.lifecycle.TicketState.Claimed;
import io.muster.ticket.lifecycle.TicketState.Expired;
import io.muster.ticket.lifecycle.TicketState.Failed;
import io.muster.ticket.lifecycle.TicketState.Waiting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Counts the changes of stored tickets; call it once they are committed. */
@ApplicationScoped
public class OutcomeMetrics {

    private final Counter claimed;
    private final Counter returned;
    private final Counter assigned;
    private final Counter cancelled;
    private final Counter expired;
    private final Counter failed;
    private final Timer createToAssigned;

    public OutcomeMetrics(MeterRegistry registry) {
        claimed = registry.counter("muster_ticket_claimed");
        returned = registry.counter("muster_ticket_returned");
        assigned = registry.counter("muster_ticket_assigned");
        cancelled = registry.counter("muster_ticket_cancelled");
        expired = registry.counter("muster_ticket_expired");
        failed = registry.counter("muster_ticket_failed");
        createToAssigned = Timer.builder("muster_ticket_create_to_assigned")
                .publishPercentileHistogram()
                .register(registry);
    }

    /** Counts each ticket by the state it came into. */
    public void changed(Collection<Ticket> tickets) {
        tickets.forEach(this::count);
    }

    private void count(Ticket ticket) {
        switch (ticket.state()) {
            case Waiting _ -> returned.increment();
            case Claimed _ -> claimed.increment();
            case Assigned _ -> {
                assigned.increment();
                createToAssigned.record(ticket.ageAtLastChange());
            }
            case Cancelled _ -> cancelled.increment();
            case Expired _ -> expired.increment();
            case Failed _ -> failed.increment();
        }
    }
}
