package io.muster.ticket.claim;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts proposals by what became of them. */
@ApplicationScoped
public class ClaimMetrics {

    private final Counter accepted;
    private final Counter repeated;
    private final Counter refused;
    private final DistributionSummary batch;

    public ClaimMetrics(MeterRegistry registry) {
        accepted = registry.counter("muster_ticket_proposals", "outcome", "accepted");
        repeated = registry.counter("muster_ticket_proposals", "outcome", "repeated");
        refused = registry.counter("muster_ticket_proposals", "outcome", "refused");
        batch = registry.summary("muster_ticket_claim_batch_proposals");
    }

    void judged(List<JudgedProposal> proposals) {
        batch.record(proposals.size());
        proposals.forEach(proposal -> counter(proposal.outcome()).increment());
    }

    private Counter counter(ClaimOutcome outcome) {
        return switch (outcome) {
            case ClaimOutcome.Accepted taken -> taken.repeated() ? repeated : accepted;
            case ClaimOutcome.Refused _ -> refused;
        };
    }
}
