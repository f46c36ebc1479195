package io.muster.allocator.payload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what happens to payloads, {@code muster_allocator_payloads_total} by the state they got into. */
@ApplicationScoped
public class PayloadMetrics implements PayloadListener {

    private static final String NAME = "muster_allocator_payloads";

    private final Counter removed;
    private final Map<PayloadState, Counter> byState = new EnumMap<>(PayloadState.class);

    public PayloadMetrics(MeterRegistry meters) {
        removed = counter(meters, "Removed");
        for (PayloadState state : PayloadState.values()) {
            byState.put(state, counter(meters, state.published()));
        }
    }

    @Override
    public void changed(List<PayloadOutcome> outcomes) {
        for (PayloadOutcome outcome : outcomes) {
            if (outcome.removed()) {
                removed.increment();
            } else if (outcome.became(outcome.after().state())) {
                byState.get(outcome.after().state()).increment();
            }
        }
    }

    private static Counter counter(MeterRegistry meters, String state) {
        return Counter.builder(NAME).tag("state", state).register(meters);
    }
}
