package io.muster.contracts;

import java.util.Objects;

/**
 * What one match function instance owns: the tickets and backfill tickets of one queue of one namespace. All records of
 * a pool are in the partition of the same number of every topic that is partitioned by pool.
 */
public record Pool(String namespace, String queue) {

    public Pool {
        Objects.requireNonNull(namespace, "namespace");
        Objects.requireNonNull(queue, "queue");
    }

    /**
     * The partition this pool lives in.
     *
     * @param partitions number of partitions of the topic, at least 1
     * @return 0 to {@code partitions - 1}; the same on every JVM, because String hashing is specified
     */
    public int partition(int partitions) {
        int hash = (namespace + '/' + queue).hashCode() * 0x9E3779B1;
        return Math.floorMod(hash ^ (hash >>> 15), partitions);
    }
}
