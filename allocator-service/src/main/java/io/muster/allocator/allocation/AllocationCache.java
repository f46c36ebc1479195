package io.muster.allocator.allocation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/**
 * Allocations by namespace and name or id, at most a second old: long enough to keep the question off the path of a
 * reservation, short enough that a change made on another replica counts soon. Safe for use by several threads.
 */
public final class AllocationCache {

    private static final Duration AGE = Duration.ofSeconds(1);
    private static final int SIZE = 10_000;

    private record Key(String namespace, String idOrName) {}

    private final Cache<Key, Allocation> known =
            Caffeine.newBuilder().expireAfterWrite(AGE).maximumSize(SIZE).build();

    public Optional<Allocation> get(String namespace, String idOrName) {
        return Optional.ofNullable(known.getIfPresent(new Key(namespace, idOrName)));
    }

    public void put(String idOrName, Allocation allocation) {
        known.put(new Key(allocation.namespace(), idOrName), allocation);
    }

    public void forget(Allocation allocation) {
        known.invalidate(new Key(allocation.namespace(), allocation.name()));
        known.invalidate(new Key(allocation.namespace(), allocation.id()));
    }
}
