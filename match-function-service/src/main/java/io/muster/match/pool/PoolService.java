package io.muster.match.pool;

import io.muster.contracts.Pool;
import io.muster.contracts.Topics;
import io.muster.match.config.ConfigPositionListener;
import io.muster.match.config.QueueRulesService;
import io.muster.match.function.FunctionChannel;
import io.muster.match.function.FunctionPositionListener;
import io.muster.match.function.FunctionRuns;
import io.muster.match.pool.PartitionWorker.Environment;
import io.muster.runtime.event.EventCodec;
import io.muster.runtime.event.EventPublisher;
import io.muster.runtime.problem.Problems;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The partitions this instance owns now. May be called from any thread. */
@ApplicationScoped
public class PoolService {

    /** How long a question waits for busy pools. */
    private static final int PATIENCE_SECONDS = 5;

    private final Map<Integer, PartitionWorker> workers = new ConcurrentHashMap<>();
    private final Environment environment;
    private final ConfigPositionListener configs;
    private final FunctionChannel functions;
    private final FunctionPositionListener functionsRead;

    public PoolService(
            EventCodec codec,
            EventPublisher publisher,
            QueueRulesService rules,
            InstantSource clock,
            PoolMetrics metrics,
            @Identifier("configs") ConfigPositionListener configs,
            FunctionRuns runs,
            FunctionChannel functions,
            @Identifier("functions") FunctionPositionListener functionsRead,
            @ConfigProperty(name = "muster.match.max-unanswered", defaultValue = "2000") int maxUnanswered) {
        if (maxUnanswered < 1) {
            throw new IllegalArgumentException(
                    "muster.match.max-unanswered must be at least 1, or nobody is ever matched; it is "
                            + maxUnanswered);
        }
        this.environment = new Environment(codec, publisher, rules, runs, clock, metrics, maxUnanswered);
        this.configs = configs;
        this.functions = functions;
        this.functionsRead = functionsRead;
    }

    @PostConstruct
    void listen() {
        environment.rules().onChange(this::configChanged);
        functions.onChange(changed ->
                workers.values().forEach(worker -> worker.functionChanged(changed.namespace(), changed.name())));
        configs.whenReached(() -> workers.values().forEach(PartitionWorker::gateMoved));
        functionsRead.whenReached(() -> workers.values().forEach(PartitionWorker::gateMoved));
        environment.metrics().watch(this);
    }

    /**
     * A partition is ours from now on, and empty until its records come.
     *
     * @param ends by topic, where its records end at the moment; topics without records are left out
     */
    void assigned(int partition, Map<String, Long> ends) {
        PartitionWorker started = new PartitionWorker(partition, new StartGate(ends, this::knowsConfigs), environment);
        PartitionWorker before = workers.put(partition, started);
        if (before != null) {
            before.stop();
        }
        started.gateMoved();
    }

    /** A partition is ours no longer. */
    void revoked(int partition) {
        PartitionWorker worker = workers.remove(partition);
        if (worker != null) {
            worker.stop();
        }
    }

    /** Hands records of one partition to its worker; those of a partition that is not ours are dropped. */
    void deliver(int partition, List<ConsumerRecord<String, byte[]>> records, Runnable applied) {
        PartitionWorker worker = workers.get(partition);
        if (worker == null || !worker.deliver(records, applied)) {
            applied.run();
        }
    }

    /** Some partition is ours, and every one of them proposes. */
    boolean isReady() {
        return knowsConfigs() && workers.values().stream().allMatch(PartitionWorker::isLive);
    }

    /** Configs and the functions they name are known, as far as they were there at the start. */
    private boolean knowsConfigs() {
        return configs.reachedEnd() && functionsRead.reachedEnd();
    }

    /** Every ticket there is waits in this instance. */
    boolean ownsAll() {
        return workers.size() == Topics.PARTITIONS;
    }

    /** A ticket with its company; blocks while the pools are busy. Empty when it is in no pool of this instance. */
    Optional<PoolExcerpt> excerpt(String namespace, String ticketId, int limit) {
        List<CompletableFuture<Optional<PoolExcerpt>>> answers = workers.values().stream()
                .map(worker -> worker.excerpt(namespace, ticketId, limit))
                .toList();
        try {
            return answers.stream()
                    .map(answer ->
                            answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join())
                    .flatMap(Optional::stream)
                    .findFirst();
        } catch (CompletionException e) {
            throw Problems.overloaded(Duration.ofSeconds(1));
        }
    }

    /** Tickets of all queues here that have any; comes when every pool has had the time to answer. */
    CompletableFuture<Map<Pool, Integer>> depths() {
        List<CompletableFuture<Map<Pool, Integer>>> answers =
                workers.values().stream().map(PartitionWorker::depths).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .thenApply(_ -> {
                    Map<Pool, Integer> depths = new HashMap<>();
                    answers.forEach(answer -> depths.putAll(answer.join()));
                    return depths;
                });
    }

    /** Whether the queues of a partition wait here. */
    boolean owns(int partition) {
        return workers.containsKey(partition);
    }

    /** Partitions that are being rebuilt. */
    List<Integer> rebuilding() {
        return workers.entrySet().stream()
                .filter(entry -> !entry.getValue().isLive())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    int partitions() {
        return workers.size();
    }

    /** Tickets that wait or are proposed here. */
    int tickets() {
        return workers.values().stream().mapToInt(PartitionWorker::tickets).sum();
    }

    /** Proposals of pools here that are not answered. */
    int unanswered() {
        return workers.values().stream().mapToInt(PartitionWorker::unanswered).sum();
    }

    private void configChanged(Pool queue) {
        PartitionWorker worker = workers.get(queue.partition(Topics.PARTITIONS));
        if (worker != null) {
            worker.configChanged(queue);
        }
    }

    void stop(@Observes ShutdownEvent event) {
        List.copyOf(workers.keySet()).forEach(this::revoked);
    }
}
