package io.muster.allocator.orchestration;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.muster.allocator.audit.AuditSubject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An allocation as it is sent and shown. Field names of {@code payload_spec} are published; those of the numbers of
 * payloads are not, so the likely ones are accepted beside ours.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AllocationBody(
        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        String id,

        String name,
        String region,
        String runtime,
        SpecBody payloadSpec,
        @JsonAlias("buffer_size") Integer buffer,
        @JsonAlias("min_payloads") Integer min,
        @JsonAlias("max_payloads") Integer max,
        PrewarmBody prewarm,
        SimulatedBody simulated,
        Map<String, String> labels,
        Map<String, String> annotations,
        Boolean disabled,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        StatusBody status,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        Long generation,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        Long version,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        Instant created,

        @JsonProperty(access = JsonProperty.Access.READ_ONLY)
        Instant updated)
        implements AuditSubject {

    @Override
    public String auditTarget() {
        return id;
    }

    /** The same with these variables; there must be a specification. */
    AllocationBody withVariables(List<VariableBody> variables) {
        SpecBody next = new SpecBody(
                payloadSpec.image,
                payloadSpec.command,
                payloadSpec.args,
                payloadSpec.ports,
                payloadSpec.resources,
                variables,
                payloadSpec.ddosProtection,
                payloadSpec.seats,
                payloadSpec.heartbeatSeconds);
        return new AllocationBody(
                id,
                name,
                region,
                runtime,
                next,
                buffer,
                min,
                max,
                prewarm,
                simulated,
                labels,
                annotations,
                disabled,
                status,
                generation,
                version,
                created,
                updated);
    }

    /** What payloads run. Of {@code ddos_protection} there is only {@code DISABLED} here. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record SpecBody(
            String image,
            String command,
            List<String> args,
            List<PortBody> ports,
            ResourcesBody resources,
            List<VariableBody> environmentVariables,
            String ddosProtection,
            Integer seats,
            Integer heartbeatSeconds) {}

    /** A port of a payload. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PortBody(String name, Integer containerPort, String portPolicy, String protocol) {}

    /** What a payload needs of its machine. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ResourcesBody(String cpu, String memory) {}

    /** A variable; its value may be a secret, is never logged or shown, and stays as it is when it is not sent again. */
    public record VariableBody(String name, String value) {
        @Override
        public String toString() {
            return "VariableBody[" + name + "]";
        }
    }

    /** Payloads made for tickets that wait: one for so many. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record PrewarmBody(Integer ticketsPerPayload) {}

    /** Behaviour of simulated payloads, milliseconds. */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record SimulatedBody(Long readyMs, Long lifeMs) {}

    /** State of an allocation and, when one is asked for, its payloads by state. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StatusBody(String state, Map<String, Integer> payloads) {}
}
