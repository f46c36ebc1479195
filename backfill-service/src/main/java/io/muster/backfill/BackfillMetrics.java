package io.muster.backfill;

import io.micrometer.core.instrument.MeterRegistry;
import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillClosed;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.backfill.BackfillProposed;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.backfill.BackfillUpdated;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/**
 * Counts what happens to backfill tickets: {@code muster_backfill_changes_total} by kind of change and reason, and {@code
 * muster_backfill_tickets_total} by what became of proposed tickets.
 */
@ApplicationScoped
public class BackfillMetrics {

    private final MeterRegistry registry;

    BackfillMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Counts events that report a change; repeats are not counted. */
    public void count(Collection<? extends BackfillEvent> events) {
        events.forEach(this::count);
    }

    private void count(BackfillEvent event) {
        switch (event) {
            case BackfillCreated _ -> change("created", "none");
            case BackfillUpdated _ -> change("updated", "none");
            case BackfillProposed _ -> change("proposed", "none");
            case BackfillApproved approved -> {
                change("approved", "none");
                tickets("accepted", approved.accepted().size());
                tickets("rejected", approved.rejected().size());
            }
            case BackfillRejected rejected -> {
                change("rejected", rejected.reason());
                tickets("rejected", rejected.rejected().size());
            }
            case BackfillClosed closed -> change("closed", closed.reason());
        }
    }

    private void change(String change, String reason) {
        registry.counter("muster.backfill.changes", "change", change, "reason", reason)
                .increment();
    }

    private void tickets(String outcome, int count) {
        registry.counter("muster.backfill.tickets", "outcome", outcome).increment(count);
    }
}
