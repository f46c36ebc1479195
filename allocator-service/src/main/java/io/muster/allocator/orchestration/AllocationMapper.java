package io.muster.allocator.orchestration;

import io.muster.allocator.allocation.Allocation;
import io.muster.allocator.allocation.AllocationStatus;
import io.muster.allocator.allocation.PayloadSpec;
import io.muster.allocator.allocation.RuntimeKind;
import io.muster.allocator.allocation.Scale;
import io.muster.allocator.allocation.Simulation;
import io.muster.allocator.orchestration.AllocationBody.PortBody;
import io.muster.allocator.orchestration.AllocationBody.SpecBody;
import io.muster.allocator.orchestration.AllocationBody.VariableBody;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Between allocations and their JSON. A body is validated by {@link AllocationRules} before it is mapped. */
final class AllocationMapper {

    private AllocationMapper() {}

    /** A new allocation. */
    static Allocation created(AllocationBody body, String id, String namespace, Instant now) {
        return new Allocation(
                id,
                namespace,
                body.name(),
                orElse(body.region(), "local"),
                RuntimeKind.ofPublished(orElse(body.runtime(), "process")).orElseThrow(),
                spec(body.payloadSpec()),
                scale(body),
                simulation(body),
                orElse(body.labels(), Map.of()),
                orElse(body.annotations(), Map.of()),
                wish(body),
                AllocationStatus.NEW,
                1,
                1,
                now,
                now);
    }

    /** The next version of an allocation; payloads are replaced only when what they run has changed. */
    static Allocation replaced(Allocation before, AllocationBody body, Instant now) {
        PayloadSpec spec = spec(body.payloadSpec());
        Map<String, String> labels = orElse(body.labels(), Map.of());
        boolean runsTheSame = spec.equals(before.spec()) && labels.equals(before.labels());
        return new Allocation(
                before.id(),
                before.namespace(),
                before.name(),
                orElse(body.region(), before.region()),
                before.runtime(),
                spec,
                scale(body),
                simulation(body),
                labels,
                orElse(body.annotations(), Map.of()),
                wish(body),
                before.status(),
                runsTheSame ? before.generation() : before.generation() + 1,
                before.version() + 1,
                before.createdAt(),
                now);
    }

    /** A body in which variables without a value have the one that the allocation has. */
    static AllocationBody keepingValues(AllocationBody body, Allocation before) {
        if (body == null || body.payloadSpec() == null || body.payloadSpec().environmentVariables() == null) {
            return body;
        }
        Map<String, String> known = before.spec().environment().stream()
                .collect(Collectors.toMap(
                        PayloadSpec.EnvironmentVariable::name,
                        PayloadSpec.EnvironmentVariable::value,
                        (first, last) -> last));
        return body.withVariables(body.payloadSpec().environmentVariables().stream()
                .map(variable -> variable != null && variable.value() == null
                        ? new VariableBody(variable.name(), known.get(variable.name()))
                        : variable)
                .toList());
    }

    /** As it is shown; values of environment variables are not, because they may be secrets. */
    static AllocationBody shown(Allocation allocation, Map<String, Integer> payloads) {
        return new AllocationBody(
                allocation.id(),
                allocation.name(),
                allocation.region(),
                allocation.runtime().published(),
                shown(allocation.spec()),
                allocation.scale().buffer(),
                allocation.scale().min(),
                allocation.scale().max(),
                allocation.scale().ticketsPerPayload() == 0
                        ? null
                        : new AllocationBody.PrewarmBody(allocation.scale().ticketsPerPayload()),
                new AllocationBody.SimulatedBody(
                        allocation.simulation().ready().toMillis(),
                        allocation.simulation().life().toMillis()),
                allocation.labels(),
                allocation.annotations(),
                allocation.wish() != Allocation.Wish.RUN,
                new AllocationBody.StatusBody(allocation.status().published(), payloads),
                allocation.generation(),
                allocation.version(),
                allocation.createdAt(),
                allocation.updatedAt());
    }

    private static SpecBody shown(PayloadSpec spec) {
        return new SpecBody(
                spec.image(),
                spec.command(),
                spec.args(),
                spec.ports().stream()
                        .map(port -> new PortBody(
                                port.name(),
                                port.containerPort(),
                                port.policy().name(),
                                port.protocol().name()))
                        .toList(),
                spec.cpu() == null && spec.memory() == null
                        ? null
                        : new AllocationBody.ResourcesBody(spec.cpu(), spec.memory()),
                spec.environment().stream()
                        .map(variable -> new VariableBody(variable.name(), null))
                        .toList(),
                null,
                spec.seats(),
                spec.heartbeatSeconds());
    }

    private static PayloadSpec spec(SpecBody body) {
        if (body == null) {
            return new PayloadSpec(null, null, List.of(), List.of(), null, null, List.of(), 1, 0);
        }
        return new PayloadSpec(
                body.image(),
                body.command(),
                body.args(),
                orElse(body.ports(), List.<PortBody>of()).stream()
                        .map(AllocationMapper::port)
                        .toList(),
                body.resources() == null ? null : body.resources().cpu(),
                body.resources() == null ? null : body.resources().memory(),
                orElse(body.environmentVariables(), List.<VariableBody>of()).stream()
                        .map(variable -> new PayloadSpec.EnvironmentVariable(variable.name(), variable.value()))
                        .toList(),
                orElse(body.seats(), 1),
                orElse(body.heartbeatSeconds(), 0));
    }

    private static PayloadSpec.PortSpec port(PortBody port) {
        return new PayloadSpec.PortSpec(
                port.name(),
                port.containerPort(),
                PayloadSpec.PortPolicy.valueOf(orElse(port.portPolicy(), "DYNAMIC")),
                PayloadSpec.Protocol.valueOf(orElse(port.protocol(), "UDP")));
    }

    private static Scale scale(AllocationBody body) {
        int buffer = orElse(body.buffer(), 1);
        int min = orElse(body.min(), 0);
        int ticketsPerPayload =
                body.prewarm() == null ? 0 : orElse(body.prewarm().ticketsPerPayload(), 0);
        return new Scale(buffer, min, orElse(body.max(), Math.max(min, buffer)), ticketsPerPayload);
    }

    private static Simulation simulation(AllocationBody body) {
        if (body.simulated() == null) {
            return Simulation.DEFAULT;
        }
        return new Simulation(
                Duration.ofMillis(orElse(body.simulated().readyMs(), 0L)),
                Duration.ofMillis(orElse(
                        body.simulated().lifeMs(), Simulation.DEFAULT.life().toMillis())));
    }

    private static Allocation.Wish wish(AllocationBody body) {
        return Boolean.TRUE.equals(body.disabled()) ? Allocation.Wish.DISABLE : Allocation.Wish.RUN;
    }

    private static <T> T orElse(T value, T other) {
        return value == null ? other : value;
    }
}
