package io.muster.allocator.allocation;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A row of the table {@code allocations}; components are its columns. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
record AllocationRow(
        String id,
        String namespace,
        String name,
        String region,
        RuntimeKind runtime,
        PayloadSpec spec,
        int buffer,
        int min,
        int max,
        long readyMs,
        long lifeMs,
        Map<String, String> labels,
        Map<String, String> annotations,
        Allocation.Wish wish,
        AllocationStatus status,
        long generation,
        long version,
        Instant createdAt,
        Instant updatedAt,
        int ticketsPerPayload) {

    static AllocationRow of(Allocation allocation) {
        return new AllocationRow(
                allocation.id(),
                allocation.namespace(),
                allocation.name(),
                allocation.region(),
                allocation.runtime(),
                allocation.spec(),
                allocation.scale().buffer(),
                allocation.scale().min(),
                allocation.scale().max(),
                allocation.simulation().ready().toMillis(),
                allocation.simulation().life().toMillis(),
                allocation.labels(),
                allocation.annotations(),
                allocation.wish(),
                allocation.status(),
                allocation.generation(),
                allocation.version(),
                allocation.createdAt(),
                allocation.updatedAt(),
                allocation.scale().ticketsPerPayload());
    }

    Allocation toAllocation() {
        return new Allocation(
                id,
                namespace,
                name,
                region,
                runtime,
                spec,
                new Scale(buffer, min, max, ticketsPerPayload),
                new Simulation(Duration.ofMillis(readyMs), Duration.ofMillis(lifeMs)),
                labels,
                annotations,
                wish,
                status,
                generation,
                version,
                createdAt,
                updatedAt);
    }
}
