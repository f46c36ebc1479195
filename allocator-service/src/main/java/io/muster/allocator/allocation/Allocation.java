package io.muster.allocator.allocation;

import java.time.Instant;
import java.util.Map;

/**
 * A declarative specification of game servers in one region: what to run and how many (seed 000).
 *
 * @param id never reused
 * @param name unique in its namespace among allocations that are not deleted
 * @param labels copied to its payloads
 * @param annotations of the allocation itself, not copied
 * @param wish what the operator wants of it
 * @param generation version of what payloads run; rises when the specification or the labels change
 * @param version rises with every change
 */
public record Allocation(
        String id,
        String namespace,
        String name,
        String region,
        RuntimeKind runtime,
        PayloadSpec spec,
        Scale scale,
        Simulation simulation,
        Map<String, String> labels,
        Map<String, String> annotations,
        Wish wish,
        AllocationStatus status,
        long generation,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** What the operator wants of an allocation. */
    public enum Wish {
        RUN,
        /** Keep it, but without payloads: reserved ones may finish. */
        DISABLE,
        /** As {@link #DISABLE}, and forget it afterwards. */
        DELETE
    }

    public Allocation {
        labels = Map.copyOf(labels);
        annotations = Map.copyOf(annotations);
    }

    /** Whether new sessions may be put on its payloads. */
    public boolean accepting() {
        return wish == Wish.RUN;
    }

    public Allocation withStatus(AllocationStatus next) {
        return new Allocation(
                id,
                namespace,
                name,
                region,
                runtime,
                spec,
                scale,
                simulation,
                labels,
                annotations,
                wish,
                next,
                generation,
                version,
                createdAt,
                updatedAt);
    }

    public Allocation withWish(Wish next, Instant now) {
        return new Allocation(
                id,
                namespace,
                name,
                region,
                runtime,
                spec,
                scale,
                simulation,
                labels,
                annotations,
                next,
                status,
                generation,
                version + 1,
                createdAt,
                now);
    }
}
