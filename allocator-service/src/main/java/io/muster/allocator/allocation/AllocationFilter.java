package io.muster.allocator.allocation;

/**
 * Which allocations to list; what is null does not matter.
 *
 * @param name how the name begins
 */
public record AllocationFilter(AllocationStatus status, String region, String name) {}
