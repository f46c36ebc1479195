package io.muster.ticket.intake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Counts what is taken in. */
@ApplicationScoped
public class IntakeMetrics {

    private final Counter created;
    private final Counter occupied;
    private final DistributionSummary batch;

    public IntakeMetrics(MeterRegistry registry) {
        created = registry.counter("muster_ticket_created");
        occupied = registry.counter("muster_ticket_occupied");
        batch = registry.summary("muster_ticket_intake_batch_tickets");
    }

    void flushed(Collection<IntakeReply> replies) {
        replies.forEach(reply -> (reply instanceof IntakeReply.Accepted ? created : occupied).increment());
        batch.record(replies.size());
    }
}
