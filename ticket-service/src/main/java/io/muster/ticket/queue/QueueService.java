package io.muster.ticket.queue;

import io.muster.contracts.Pool;
import io.muster.contracts.config.ConfigEvent;
import io.muster.ticket.TicketSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The queues there are, for requests that may be faster than the config they rely on: whoever asks for a queue that is
 * not known waits a moment for it. Bounded: over the limit nobody waits. Any thread.
 */
@ApplicationScoped
public class QueueService {

    private static final int MOST_WAITING = 1_000;

    private final QueueDirectory directory;
    private final Duration wait;
    private final Duration lag;
    private final Object lock = new Object();
    private Set<Arrival> waiting = new HashSet<>(); // guarded by lock

    public QueueService(QueueDirectory directory, TicketSettings settings) {
        this.directory = directory;
        this.wait = settings.unknownQueueWait();
        this.lag = settings.configLag();
    }

    /** The queue of that name; the namespace's default queue when the name is empty. */
    public Uni<Optional<Queue>> find(String namespace, Optional<String> name) {
        Optional<Queue> known = lookUp(namespace, name);
        return known.isPresent() ? Uni.createFrom().item(known) : await(() -> lookUp(namespace, name), wait);
    }

    /** The queue in a newer version than a known one if there is one in a moment, else the known one. */
    public Uni<Queue> newer(Queue known) {
        Supplier<Optional<Queue>> lookUp =
                () -> directory.find(known.pool()).filter(queue -> queue.version() > known.version());
        return await(lookUp, lag).map(newest -> newest.orElse(known));
    }

    private Uni<Optional<Queue>> await(Supplier<Optional<Queue>> lookUp, Duration atMost) {
        return await(lookUp).ifNoItem().after(atMost).recoverWithItem(lookUp);
    }

    /** Takes in a change of a config. */
    void apply(ConfigEvent event) {
        directory.apply(event);
        Set<Arrival> arrived;
        synchronized (lock) {
            arrived = waiting;
            waiting = new HashSet<>();
        }
        arrived.forEach(arrival -> arrival.future.complete(null));
    }

    private Optional<Queue> lookUp(String namespace, Optional<String> name) {
        return name.map(queue -> directory.find(new Pool(namespace, queue)))
                .orElseGet(() -> directory.findDefault(namespace));
    }

    /** Registers before it looks, so that an arrival between the two is not missed. */
    private Uni<Optional<Queue>> await(Supplier<Optional<Queue>> lookUp) {
        Arrival arrival = new Arrival();
        boolean registered;
        synchronized (lock) {
            registered = waiting.size() < MOST_WAITING && waiting.add(arrival);
        }
        Optional<Queue> known = lookUp.get();
        if (!registered || known.isPresent()) {
            forget(arrival);
            return Uni.createFrom().item(known);
        }
        return Uni.createFrom()
                .completionStage(arrival.future)
                .onTermination()
                .invoke(() -> forget(arrival))
                .chain(() -> {
                    Optional<Queue> arrived = lookUp.get();
                    return arrived.isPresent() ? Uni.createFrom().item(arrived) : await(lookUp);
                });
    }

    private void forget(Arrival arrival) {
        synchronized (lock) {
            waiting.remove(arrival);
        }
    }

    /** The next config, for one request. Equal to itself only. */
    private static final class Arrival {

        private final CompletableFuture<Void> future = new CompletableFuture<>();
    }
}
