package io.muster.runtime.commit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.muster.runtime.problem.Problems;
import io.muster.runtime.thread.CallerContext;
import io.netty.util.concurrent.EventExecutor;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Many commands, one transaction. A command joins the batch that is forming; the batch is flushed as soon as a slot is
 * free, so an idle system adds no delay and a busy one forms larger batches by itself (design, section 6).
 *
 * <p>Where a small wait is worth fewer, larger batches, an interval keeps their starts apart: the first command after a
 * pause is still flushed at once, and so is a batch that is large enough.
 *
 * <p>Commands are flushed in the order in which they were submitted, but several flushes may be in flight at once. May be
 * called from any thread; the answer is given on the Vert.x context of the caller. When {@code maxWaiting} commands wait,
 * further ones fail with a 503 problem. A failed flush fails every command in it: what must not fail together has to be
 * sorted out by the flush, with one result per command.
 *
 * @param <C> command
 * @param <R> result of one command
 */
public final class GroupCommit<C, R> {

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private record Waiting<C, R>(C command, UniEmitter<? super R> emitter, CallerContext caller) {}

    private final int maxBatch;
    private final int maxWaiting;
    private final Pace pace;
    private final Alarm alarm;
    private final Function<List<C>, Uni<List<R>>> flush;
    private final DistributionSummary batchSizes;
    private final Counter refused;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Waiting<C, R>> waiting = new ArrayDeque<>(); // guarded by lock
    private int freeSlots; // guarded by lock
    private boolean alarmIsSet; // guarded by lock

    GroupCommit(
            String name,
            int maxBatch,
            int maxInFlight,
            int maxWaiting,
            Pace pace,
            Alarm alarm,
            Function<List<C>, Uni<List<R>>> flush,
            MeterRegistry meters) {
        this.maxBatch = maxBatch;
        this.freeSlots = maxInFlight;
        this.maxWaiting = maxWaiting;
        this.pace = pace;
        this.alarm = alarm;
        this.flush = flush;
        this.batchSizes = DistributionSummary.builder("muster_group_commit_batch_size")
                .tag("commit", name)
                .register(meters);
        this.refused = Counter.builder("muster_group_commit_refused")
                .tag("commit", name)
                .register(meters);
        meters.gauge("muster_group_commit_waiting", Tags.of("commit", name), this, GroupCommit::waitingCount);
    }

    /** Flushes the command with others; fails with a 503 problem when too many wait. */
    public Uni<R> submit(C command) {
        return Uni.createFrom().emitter(emitter -> enqueue(command, emitter));
    }

    private void enqueue(C command, UniEmitter<? super R> emitter) {
        List<Waiting<C, R>> batch;
        lock.lock();
        try {
            if (waiting.size() >= maxWaiting) {
                batch = null;
            } else {
                waiting.add(new Waiting<>(command, emitter, CallerContext.capture()));
                batch = nextBatch();
            }
        } finally {
            lock.unlock();
        }
        if (batch == null) {
            refused.increment();
            emitter.fail(Problems.overloaded(RETRY_AFTER));
        } else if (!batch.isEmpty()) {
            start(batch);
        }
    }

    /** The batch that has formed when a slot is free for it and its time has come; the slot is then taken. Else empty. */
    private List<Waiting<C, R>> nextBatch() {
        if (freeSlots == 0 || waiting.isEmpty()) {
            return List.of();
        }
        long early = pace.nanosUntilNext(waiting.size());
        if (early > 0) {
            if (!alarmIsSet) {
                alarmIsSet = true;
                alarm.after(Duration.ofNanos(early), this::startInTime);
            }
            return List.of();
        }
        pace.started();
        freeSlots--;
        List<Waiting<C, R>> batch = new ArrayList<>(Math.min(maxBatch, waiting.size()));
        while (batch.size() < maxBatch && !waiting.isEmpty()) {
            batch.add(waiting.remove());
        }
        return batch;
    }

    private void startInTime() {
        List<Waiting<C, R>> batch;
        lock.lock();
        try {
            alarmIsSet = false;
            batch = nextBatch();
        } finally {
            lock.unlock();
        }
        if (!batch.isEmpty()) {
            start(batch);
        }
    }

    private void start(List<Waiting<C, R>> batch) {
        batchSizes.record(batch.size());
        List<C> commands = batch.stream().map(Waiting::command).toList();
        Uni.createFrom()
                .deferred(() -> flush.apply(commands))
                .onItem()
                .invoke(results -> requireOneEach(commands, results))
                .subscribe()
                .with(results -> finish(batch, results, null), failure -> finish(batch, null, failure));
    }

    private void requireOneEach(List<C> commands, List<R> results) {
        if (results == null || results.size() != commands.size()) {
            throw new IllegalStateException("a flush must answer one result for each of its " + commands.size()
                    + " commands, but answered " + (results == null ? "none" : results.size()));
        }
    }

    private void finish(List<Waiting<C, R>> batch, List<R> results, Throwable failure) {
        List<Waiting<C, R>> next;
        lock.lock();
        try {
            freeSlots++;
            next = nextBatch();
        } finally {
            lock.unlock();
        }
        if (!next.isEmpty()) {
            start(next); // before the answers: the database works while they are written
        }
        answer(batch, results, failure);
    }

    /** Hands all answers for one event loop over in one task: waking a thread costs more than the answer itself. */
    private void answer(List<Waiting<C, R>> batch, List<R> results, Throwable failure) {
        Map<EventExecutor, List<Runnable>> byThread = new HashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            Waiting<C, R> command = batch.get(i);
            R result = failure == null ? results.get(i) : null;
            Runnable answer = () -> command.caller().run(() -> complete(command.emitter(), result, failure));
            EventExecutor thread = command.caller().thread();
            if (thread == null || thread.inEventLoop()) {
                answer.run();
            } else {
                byThread.computeIfAbsent(thread, any -> new ArrayList<>()).add(answer);
            }
        }
        byThread.forEach((thread, answers) -> thread.execute(() -> answers.forEach(Runnable::run)));
    }

    private static <R> void complete(UniEmitter<? super R> emitter, R result, Throwable failure) {
        if (failure == null) {
            emitter.complete(result);
        } else {
            emitter.fail(failure);
        }
    }

    private int waitingCount() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Makes group commits. */
    @ApplicationScoped
    public static class Factory {

        private final MeterRegistry meters;
        private final Alarm alarm;

        @Inject
        public Factory(MeterRegistry meters, Vertx vertx) {
            this(
                    meters,
                    (wait, call) ->
                            vertx.setTimer(Math.max(1, wait.plusNanos(999_999).toMillis()), _ -> call.run()));
        }

        Factory(MeterRegistry meters, Alarm alarm) {
            this.meters = meters;
            this.alarm = alarm;
        }

        /**
         * A new group commit.
         *
         * @param name for the metrics {@code muster_group_commit_*}
         * @param maxBatch most commands of one flush
         * @param maxInFlight flushes that may run at once; 2 keeps the database busy while answers are written
         * @param maxWaiting commands that may wait; the bound of memory and of the time a request can wait
         * @param flush commits the commands and answers one result for each, in the same order
         */
        public <C, R> GroupCommit<C, R> create(
                String name, int maxBatch, int maxInFlight, int maxWaiting, Function<List<C>, Uni<List<R>>> flush) {
            return create(name, maxBatch, maxInFlight, maxWaiting, Duration.ZERO, maxBatch, flush);
        }

        /**
         * A new group commit whose batches start some time apart, unless they are large.
         *
         * @param interval shortest time between two starts; what a batch costs whatever its size is then spent less often
         * @param enough size of a batch that does not wait; a full one never does
         */
        public <C, R> GroupCommit<C, R> create(
                String name,
                int maxBatch,
                int maxInFlight,
                int maxWaiting,
                Duration interval,
                int enough,
                Function<List<C>, Uni<List<R>>> flush) {
            Pace pace = new Pace(interval, Math.min(enough, maxBatch), System::nanoTime);
            return new GroupCommit<>(name, maxBatch, maxInFlight, maxWaiting, pace, alarm, flush, meters);
        }
    }
}
