package io.muster.match.function;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;

/** What operators see of custom functions. */
@ApplicationScoped
public class FunctionMetrics {

    private final MeterRegistry meters;
    private final Timer runs;
    private final Counter refused;
    private final Counter dropped;

    public FunctionMetrics(MeterRegistry meters) {
        this.meters = meters;
        this.runs = meters.timer("muster_match_function_run_seconds");
        this.refused = meters.counter("muster_match_function_refused_proposals");
        this.dropped = meters.counter("muster_match_function_dropped_log_lines");
    }

    void watch(Collection<?> fallenBack) {
        meters.gaugeCollectionSize("muster_match_function_fallen_back_pools", Tags.empty(), fallenBack);
    }

    void ran(Duration time) {
        runs.record(time);
    }

    void failed(FunctionFailure.Kind kind) {
        meters.counter("muster_match_function_failures", "reason", kind.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    void refused() {
        refused.increment();
    }

    void dropped() {
        dropped.increment();
    }
}
