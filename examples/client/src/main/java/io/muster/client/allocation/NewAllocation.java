package io.muster.client.allocation;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An allocation to create.
 *
 * @param name by which match configs name it
 * @param runtime {@code process} for operating-system processes, {@code simulated} for load
 * @param payloadSpec what a process payload runs; null for simulated ones
 * @param buffer payloads that are kept ready
 * @param min least payloads
 * @param max most payloads, reserved ones included
 * @param simulated how a simulated payload behaves; null for others
 */
public record NewAllocation(
        String name,
        String region,
        String runtime,
        @JsonProperty("payload_spec") PayloadSpec payloadSpec,
        int buffer,
        int min,
        int max,
        Simulated simulated) {

    public record PayloadSpec(
            String command,
            List<String> args,
            List<PortSpec> ports,
            @JsonProperty("environment_variables") List<Variable> environmentVariables) {}

    public record PortSpec(
            String name, @JsonProperty("port_policy") String portPolicy, String protocol) {}

    public record Variable(String name, String value) {}

    /**
     * How a simulated payload behaves.
     *
     * @param readyMillis time from start to ready
     * @param lifeMillis time from reservation to exit
     */
    public record Simulated(
            @JsonProperty("ready_ms") long readyMillis,
            @JsonProperty("life_ms") long lifeMillis) {}

    /** Payloads that run one command with one UDP port of the system's choice. */
    public static NewAllocation process(String name, String command, List<String> args, int buffer, int max) {
        PayloadSpec spec =
                new PayloadSpec(command, args, List.of(new PortSpec("default", "PASSTHROUGH", "UDP")), List.of());
        return new NewAllocation(name, "local", "process", spec, buffer, 0, max, null);
    }

    /** Payloads that exist in the allocator only. */
    public static NewAllocation simulated(String name, int buffer, int max, Simulated behaviour) {
        return new NewAllocation(name, "local", "simulated", null, buffer, 0, max, behaviour);
    }
}
