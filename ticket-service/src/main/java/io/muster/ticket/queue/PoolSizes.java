package io.muster.ticket.queue;

import io.muster.contracts.Pool;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * About how many tickets wait in each pool: the last count of the database and what this replica has added since. Plain
 * Java; any thread.
 */
public final class PoolSizes {

    private final Map<Pool, LongAdder> added = new ConcurrentHashMap<>();
    private volatile Map<Pool, Long> counted = Map.of();

    /** Takes over a new count. A ticket that comes in while it is counted may be missed until the next one. */
    public void counted(Map<Pool, Long> count) {
        counted = Map.copyOf(count);
        added.clear();
    }

    /** Notes that a ticket was accepted. */
    public void added(Pool pool) {
        added.computeIfAbsent(pool, _ -> new LongAdder()).increment();
    }

    /** About how many tickets wait in the pool. */
    public long of(Pool pool) {
        LongAdder since = added.get(pool);
        return counted.getOrDefault(pool, 0L) + (since == null ? 0 : since.sum());
    }

    /** How many tickets waited in all pools when they were last counted. */
    public long total() {
        return counted.values().stream().mapToLong(Long::longValue).sum();
    }
}
