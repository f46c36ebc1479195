package io.muster.match.pool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** What operators see of the pools. */
@ApplicationScoped
public class PoolMetrics {

    private final MeterRegistry meters;
    private final Counter proposals;
    private final Counter undecodable;
    private final Counter failures;

    public PoolMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.proposals = meters.counter("muster_match_proposals");
        this.undecodable = meters.counter("muster_match_undecodable_records");
        this.failures = meters.counter("muster_match_worker_failures");
    }

    void watch(PoolService pools) {
        meters.gauge("muster_match_waiting_tickets", pools, PoolService::tickets);
        meters.gauge("muster_match_unanswered_proposals", pools, PoolService::unanswered);
        meters.gauge("muster_match_partitions", pools, PoolService::partitions);
        meters.gauge(
                "muster_match_rebuilding_partitions",
                pools,
                service -> service.rebuilding().size());
    }

    void countProposals(int count) {
        proposals.increment(count);
    }

    void countUndecodable() {
        undecodable.increment();
    }

    void countFailure() {
        failures.increment();
    }
}
