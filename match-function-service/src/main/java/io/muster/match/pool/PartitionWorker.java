package io.muster.match.pool;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.Pool;
import io.muster.contracts.Topic;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.ProposalEvent;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.match.config.QueueRules;
import io.muster.match.config.QueueRulesService;
import io.muster.match.function.FunctionRuns;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.EventPublisher;
import io.muster.runtime.event.Outgoing;
import io.muster.runtime.event.UndecodableEventException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * All pools of one partition, on one thread of its own: batches, config changes and timers are tasks of it. Proposes only
 * once it is live, which is when it has read what was there at its start. Lives from assignment to revocation.
 */
final class PartitionWorker {

    private static final Logger LOG = Logger.getLogger(PartitionWorker.class);

    /** What a worker needs of the service around it. */
    record Environment(
            EventCodec codec,
            EventPublisher publisher,
            QueueRulesService rules,
            FunctionRuns functions,
            InstantSource clock,
            PoolMetrics metrics,
            int maxUnanswered) {}

    private final int partition;
    private final Environment environment;
    private final ScheduledThreadPoolExecutor thread;
    private final Map<Pool, QueuePool> pools = new HashMap<>();
    private final Map<Pool, Long> wakeTimes = new HashMap<>();
    private final StartGate gate;
    private final Matchers matchers;
    private volatile boolean live;
    private volatile int tickets;
    private volatile int unanswered;
    private volatile boolean stopped;

    PartitionWorker(int partition, StartGate gate, Environment environment) {
        this.partition = partition;
        this.gate = gate;
        this.environment = environment;
        this.matchers = Matchers.byFunction(environment.functions(), this::wake);
        this.thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("pool-" + partition).daemon().factory());
        thread.setRemoveOnCancelPolicy(true);
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Has read everything that was there when it started, and proposes. */
    boolean isLive() {
        return live;
    }

    /** Tickets that wait or are proposed; may lag a moment. */
    int tickets() {
        return tickets;
    }

    /** Proposals without an answer; may lag a moment. */
    int unanswered() {
        return unanswered;
    }

    /**
     * Applies records and proposes what they make possible; calls back when that is done.
     *
     * @return false when the partition is revoked; nothing is called back then
     */
    boolean deliver(List<ConsumerRecord<String, byte[]>> records, Runnable applied) {
        return submit(() -> {
            try {
                take(records);
            } finally {
                applied.run();
            }
        });
    }

    private void take(List<ConsumerRecord<String, byte[]>> records) {
        if (stopped) {
            return;
        }
        Set<Pool> touched = new LinkedHashSet<>();
        for (Decoded decoded : decode(records)) {
            guarded(() -> apply(decoded).ifPresent(touched::add));
            gate.passed(decoded.taken().topic(), decoded.taken().offset());
        }
        guarded(this::goLiveWhenPossible);
        if (live) {
            touched.forEach(queue -> guarded(() -> run(queue)));
        }
        count();
    }

    /** The rules of a queue have changed. */
    void configChanged(Pool queue) {
        execute(() -> configure(queue));
    }

    /** A custom function has changed: the queues that name it start again with it. */
    void functionChanged(String namespace, String function) {
        execute(() -> List.copyOf(pools.keySet()).stream()
                .filter(queue -> queue.namespace().equals(namespace))
                .filter(queue -> environment.rules().find(queue).map(QueueRules::config).stream()
                        .anyMatch(config -> config.function().equals(function)))
                .forEach(this::configure));
    }

    private void configure(Pool queue) {
        QueuePool known = pools.get(queue);
        if (known != null) {
            environment.functions().forget(queue::equals);
            known.configure(environment.rules().find(queue).orElse(null), now());
            if (live) {
                run(queue);
            }
        }
    }

    /** A function has answered. */
    private void wake(Pool queue) {
        execute(() -> {
            if (live) {
                run(queue);
                count();
            }
        });
    }

    /** A ticket with its company, if it is in a pool of this partition. */
    CompletableFuture<Optional<PoolExcerpt>> excerpt(String namespace, String ticketId, int limit) {
        CompletableFuture<Optional<PoolExcerpt>> answer = new CompletableFuture<>();
        boolean asked = submit(() -> {
            try {
                answer.complete(find(namespace, ticketId, limit));
            } catch (RuntimeException e) {
                answer.completeExceptionally(e);
            }
        });
        return asked ? answer : CompletableFuture.completedFuture(Optional.empty());
    }

    /** Tickets of the queues that have any; nothing while the partition is being rebuilt. */
    CompletableFuture<Map<Pool, Integer>> depths() {
        CompletableFuture<Map<Pool, Integer>> answer = new CompletableFuture<>();
        boolean asked = submit(() -> {
            Map<Pool, Integer> depths = new HashMap<>();
            if (live) {
                pools.forEach((queue, pool) -> depths.put(queue, pool.size()));
            }
            answer.complete(depths);
        });
        return asked ? answer : CompletableFuture.completedFuture(Map.of());
    }

    private Optional<PoolExcerpt> find(String namespace, String ticketId, int limit) {
        return pools.entrySet().stream()
                .filter(entry -> entry.getKey().namespace().equals(namespace))
                .flatMap(entry -> entry.getValue().excerpt(ticketId, limit).stream())
                .findFirst();
    }

    /** Something that the gate waits for has happened elsewhere. */
    void gateMoved() {
        execute(this::goLiveWhenPossible);
    }

    /** Ends at once; pools are forgotten. */
    void stop() {
        live = false;
        stopped = true;
        environment.functions().forget(queue -> queue.partition(Topics.PARTITIONS) == partition);
        thread.shutdown();
    }

    private void execute(Runnable task) {
        submit(() -> {
            if (!stopped) {
                guarded(task);
            }
        });
    }

    private boolean submit(Runnable task) {
        try {
            thread.execute(task);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debugf("Partition %d is revoked; a task for it is dropped", partition);
            return false;
        }
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            environment.metrics().countFailure();
            LOG.errorf(e, "A task of partition %d failed", partition);
        }
    }

    private void goLiveWhenPossible() {
        if (!live && !stopped && gate.isOpen()) {
            live = true;
            LOG.infof("Partition %d is live with %d pools", partition, pools.size());
            List.copyOf(pools.keySet()).forEach(this::run);
            count();
        }
    }

    /** A record and its event; empty when it says nothing to this version, or nothing at all. */
    private record Decoded(ConsumerRecord<String, byte[]> taken, Optional<? extends Event> event) {}

    /** Reading records is most of the work of a rebuild, during which others wait for it: all cores take part. */
    private List<Decoded> decode(List<ConsumerRecord<String, byte[]>> records) {
        Stream<ConsumerRecord<String, byte[]>> stream = live ? records.stream() : records.parallelStream();
        return stream.map(this::decode).toList();
    }

    private Decoded decode(ConsumerRecord<String, byte[]> taken) {
        Topic<? extends Event> topic = taken.topic().equals(Topics.TICKETS.name()) ? Topics.TICKETS : Topics.BACKFILLS;
        try {
            return new Decoded(taken, payload(topic, taken));
        } catch (UndecodableEventException e) {
            environment.metrics().countUndecodable();
            LOG.warnf(
                    "Record %s at offset %d of %s, partition %d, cannot be read and is left out: %s",
                    taken.key(), taken.offset(), taken.topic(), partition, e.getMessage());
            return new Decoded(taken, Optional.empty());
        }
    }

    /** Of what is told around an event pools need its trace only, which the record keeps until then. */
    private <E extends Event> Optional<E> payload(Topic<E> topic, ConsumerRecord<String, byte[]> taken) {
        EventCodec codec = environment.codec();
        return codec.typeOf(topic, taken).map(type -> codec.decodePayload(topic, type, taken.value()));
    }

    private Optional<Pool> apply(Decoded decoded) {
        return decoded.event().flatMap(event -> switch (event) {
            case TicketEvent ticket -> apply(ticket, decoded.taken());
            case BackfillEvent backfill -> Optional.of(apply(backfill));
            default -> Optional.empty();
        });
    }

    /** What ends the waiting of a ticket means nothing to a queue in which nobody waits. */
    private Optional<Pool> apply(TicketEvent event, ConsumerRecord<String, byte[]> taken) {
        Pool queue = event.pool();
        QueuePool pool = PoolEvents.waits(event) ? pool(queue) : pools.get(queue);
        if (pool == null) {
            return Optional.empty();
        }
        TicketSource source =
                new TicketPayload(environment.codec(), event.getClass(), taken.value(), EventCodec.traceOf(taken));
        PoolEvents.apply(pool, event, source);
        return Optional.of(queue);
    }

    private Pool apply(BackfillEvent event) {
        PoolEvents.apply(pool(event.pool()), event);
        return event.pool();
    }

    private QueuePool pool(Pool queue) {
        return pools.computeIfAbsent(queue, name -> {
            QueuePool created = new QueuePool(name, matchers, environment.maxUnanswered());
            created.configure(environment.rules().find(name).orElse(null), now());
            return created;
        });
    }

    private void run(Pool queue) {
        QueuePool pool = pools.get(queue);
        if (pool == null) {
            return;
        }
        List<MatchProposed> proposals = pool.run(now());
        publish(pool, proposals);
        wakeAgain(queue, pool);
        if (pool.isEmpty()) {
            pools.remove(queue);
        }
    }

    /** Tickets of proposals that never reach the broker come back to the pool by themselves, like unanswered ones. */
    private void publish(QueuePool pool, List<MatchProposed> proposals) {
        if (proposals.isEmpty()) {
            return;
        }
        List<Outgoing<ProposalEvent>> events = new ArrayList<>(proposals.size());
        for (MatchProposed proposal : proposals) {
            events.add(new Outgoing<>(
                    Topics.PROPOSALS,
                    new Envelope<>(
                            proposal.proposalId(), proposal.proposedAt(), pool.traceparentOf(proposal), proposal)));
        }
        environment.metrics().countProposals(proposals.size());
        environment
                .publisher()
                .publish(events)
                .subscribe()
                .with(
                        done -> {},
                        failure -> LOG.warnf("%d proposals were not published: %s", proposals.size(), failure));
    }

    private void wakeAgain(Pool queue, QueuePool pool) {
        long next = pool.nextMillis();
        long planned = wakeTimes.getOrDefault(queue, Long.MAX_VALUE);
        if (next >= planned) {
            return;
        }
        wakeTimes.put(queue, next);
        long delay = Math.max(1, next - now());
        var _ = thread.schedule(() -> wake(queue, next), delay, TimeUnit.MILLISECONDS);
    }

    private void wake(Pool queue, long planned) {
        if (!stopped) {
            wakeTimes.remove(queue, planned);
            guarded(() -> run(queue));
            count();
        }
    }

    private void count() {
        int waiting = 0;
        int proposed = 0;
        for (QueuePool pool : pools.values()) {
            waiting += pool.size();
            proposed += pool.proposed();
        }
        tickets = waiting;
        unanswered = proposed;
    }

    private long now() {
        Instant now = environment.clock().instant();
        return now.toEpochMilli();
    }
}
