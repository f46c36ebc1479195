package io.muster.ticket.queue;

import io.muster.contracts.Pool;
import io.muster.contracts.config.ConfigDeleted;
import io.muster.contracts.config.ConfigEvent;
import io.muster.contracts.config.ConfigPublished;
import java.time.Duration;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The queues of all namespaces. Plain Java; readers on any thread, one writer. It is bounded by what the match-function
 * service lets a namespace publish.
 */
public final class QueueDirectory {

    /** Serves tickets that name no queue, when there is more than one. */
    public static final String DEFAULT_QUEUE = "default";

    private final Duration defaultTimeout;
    private final Duration maxTimeout;
    private final Map<String, NavigableMap<String, Queue>> byNamespace = new ConcurrentHashMap<>();

    /**
     * An empty directory.
     *
     * @param defaultTimeout for configs that do not say
     * @param maxTimeout cuts what a config says
     */
    public QueueDirectory(Duration defaultTimeout, Duration maxTimeout) {
        this.defaultTimeout = defaultTimeout;
        this.maxTimeout = maxTimeout;
    }

    /** Takes in a change of a config; one that is older than what is known changes nothing. */
    public void apply(ConfigEvent event) {
        byNamespace.compute(event.namespace(), (namespace, known) -> {
            NavigableMap<String, Queue> queues = known == null ? new TreeMap<>() : new TreeMap<>(known);
            Queue current = queues.get(event.configId());
            if (current == null || event.version() > current.version()) {
                apply(queues, event);
            }
            return queues.isEmpty() ? null : queues;
        });
    }

    private void apply(Map<String, Queue> queues, ConfigEvent event) {
        switch (event) {
            case ConfigPublished published -> queues.put(published.configId(), queueOf(published));
            case ConfigDeleted deleted -> queues.remove(deleted.configId());
        }
    }

    /** The queue, if there is one. */
    public Optional<Queue> find(Pool pool) {
        return Optional.ofNullable(queuesOf(pool.namespace()).get(pool.queue()));
    }

    /** The queue for tickets that name none: the only one there is, or the one called {@value #DEFAULT_QUEUE}. */
    public Optional<Queue> findDefault(String namespace) {
        NavigableMap<String, Queue> queues = queuesOf(namespace);
        return queues.size() == 1
                ? Optional.of(queues.firstEntry().getValue())
                : Optional.ofNullable(queues.get(DEFAULT_QUEUE));
    }

    private NavigableMap<String, Queue> queuesOf(String namespace) {
        return byNamespace.getOrDefault(namespace, new TreeMap<>());
    }

    private Queue queueOf(ConfigPublished published) {
        Pool pool = new Pool(published.namespace(), published.configId());
        return new Queue(pool, published.version(), timeoutOf(published.document()), published.admission());
    }

    private Duration timeoutOf(Map<String, Object> document) {
        if (document.get("timeoutSeconds") instanceof Number seconds && seconds.doubleValue() > 0) {
            Duration timeout = Duration.ofMillis((long) Math.min(1e12, seconds.doubleValue() * 1000));
            return timeout.compareTo(maxTimeout) > 0 ? maxTimeout : timeout;
        }
        return defaultTimeout;
    }
}
