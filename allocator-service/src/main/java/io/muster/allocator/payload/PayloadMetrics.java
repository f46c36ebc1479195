package io.muster.allocator.payload;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts what happens to payloads, {@code muster_allocator_payloads_total} by the state they got into. */
@ApplicationScoped
public class PayloadMetrics implements PayloadListener {

    private static final String NAME = "muster_allocator_payloads";

    private final MeterRegistry meters;

    public PayloadMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    @Override
    public void changed(List<PayloadOutcome> outcomes) {
        for (PayloadOutcome outcome : outcomes) {
            if (outcome.removed()) {
                count("Removed");
            } else if (outcome.became(outcome.after().state())) {
                count(outcome.after().state().published());
            }
        }
    }

    private void count(String state) {
        Counter.builder(NAME).tag("state", state).register(meters).increment();
    }
}
