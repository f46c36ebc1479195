package io.muster.allocator.console;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.muster.allocator.allocation.Allocation;

/** What a console shows of an allocation as it changes; the whole is at its own address. */
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
public record AllocationChangeBody(
        String id, String name, String state, int buffer, int min, int max, long generation, long version) {

    static AllocationChangeBody of(Allocation allocation) {
        return new AllocationChangeBody(
                allocation.id(),
                allocation.name(),
                allocation.status().published(),
                allocation.scale().buffer(),
                allocation.scale().min(),
                allocation.scale().max(),
                allocation.generation(),
                allocation.version());
    }
}
