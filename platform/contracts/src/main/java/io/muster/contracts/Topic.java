package io.muster.contracts;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One Kafka topic and everything the services must agree on about it.
 *
 * @param name full name, {@code muster.<short name>.v1}
 * @param owner the only service that publishes to it
 * @param partitioning how a record finds its partition
 * @param partitions number of partitions; it cannot be changed without moving pools, so it is fixed here
 * @param cleanup compaction or plain retention
 * @param retention how long a record is kept at least, or, when compacted, at most
 * @param base the sealed interface of its events
 * @param types event class by CloudEvents type, such as {@code ticket-created.v1}
 */
public record Topic<E extends Event>(
        String name,
        String owner,
        Partitioning partitioning,
        int partitions,
        Cleanup cleanup,
        Duration retention,
        Class<E> base,
        Map<String, Class<? extends E>> types) {

    /** How a record finds its partition. */
    public enum Partitioning {
        /** By hash of {@link Event#subject()}: Kafka's default partitioner. */
        BY_KEY,
        /** By {@link Pool#partition(int)}. */
        BY_POOL
    }

    /** What Kafka does with old records. */
    public enum Cleanup {
        DELETE,
        /** Keeps the newest record of a key, and drops it as well once {@link Topic#retention()} has passed. */
        COMPACT_AND_DELETE,
        /** Keeps the newest record of a key for ever. */
        COMPACT
    }

    public Topic {
        types = Collections.unmodifiableMap(new LinkedHashMap<>(types));
    }

    /** The dead-letter topic of one consuming service. */
    public String deadLetters(String service) {
        return name + '.' + service + ".dlq";
    }

    /** The CloudEvents type of an event. */
    public String typeOf(E event) {
        return types.entrySet().stream()
                .filter(entry -> entry.getValue() == event.getClass())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(event.getClass() + " is not in the catalogue of " + name));
    }

    /** The event class of a CloudEvents type, or empty when this version of the code does not know it. */
    public Optional<Class<? extends E>> classOf(String type) {
        return Optional.ofNullable(types.get(type));
    }
}
