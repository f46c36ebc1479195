package io.muster.allocator.host;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.payload.Endpoint;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.PayloadLifecycle;
import io.muster.allocator.payload.PayloadTerms;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Payloads without a program. They go as far as they can in the step that creates them, so that a thousand a second cost
 * one statement per batch; what takes time is left to their timers.
 */
public final class SimulatedRuntime {

    private static final String ADDRESS = "127.0.0.1";
    private static final int FIRST_PORT = 7_000;

    private SimulatedRuntime() {}

    /** The new payload after its start: Ready at once when nothing is to be waited for. */
    public static Payload started(Payload created, Allocation allocation, PayloadTerms terms, Instant now) {
        Payload payload = created;
        List<PayloadCommand> steps = List.of(
                new PayloadCommand.Prepare(endpoint(allocation.spec())),
                new PayloadCommand.Launch(),
                new PayloadCommand.Due());
        for (PayloadCommand step : steps) {
            payload = PayloadLifecycle.applyAll(
                    payload, PayloadLifecycle.decide(payload, step, terms, now).changes());
        }
        return payload;
    }

    private static Endpoint endpoint(PayloadSpec spec) {
        Map<String, Integer> ports = new LinkedHashMap<>();
        for (PayloadSpec.PortSpec port : spec.ports()) {
            ports.put(port.name(), FIRST_PORT + ports.size());
        }
        if (ports.isEmpty()) {
            ports.put("default", FIRST_PORT);
        }
        return new Endpoint(ADDRESS, ports);
    }
}
