package io.muster.runtime.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.runtime.event.EncodedEvent;
import io.muster.runtime.event.RecordSender;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A relay loop in simulated time, with a database and a broker that commit, answer and fail in any order. */
final class RelaySimulation {

    static final int ROWS_PER_READ = 3;

    /** A first event of its key, its transaction not committed yet. */
    private record Mark(RelayLoop loop, long mark) {}

    private record Delivery(List<ProducerRecord<String, byte[]>> records, UniEmitter<? super Void> emitter) {}

    private final Random random;

    /** Rows by id, as committed: one key's transactions commit one after the other, those of several in any order. */
    private final TreeMap<Long, OutboxRow> table = new TreeMap<>();

    private final Map<String, Deque<OutboxRow>> uncommitted = new HashMap<>();

    /** Committed first events whose process has not come to hand them over. */
    private final List<OutboxRow> toHandOver = new ArrayList<>();

    private final Map<Long, Mark> marks = new HashMap<>();
    private final Deque<Delivery> onTheWire = new ArrayDeque<>();
    private final List<String> topic = new ArrayList<>();
    private final Deque<Runnable> context = new ArrayDeque<>();
    private RelayLoop loop;
    private final List<Integer> versions = new ArrayList<>();
    private long nextId = 1;
    private int toBegin;
    private final List<Integer> progress = new ArrayList<>();
    private int deletions;
    private boolean failed;

    private final OutboxRows rows = new OutboxRows() {
        @Override
        public Future<List<OutboxRow>> read(long above, Collection<Long> excluded) {
            return answer(table.tailMap(above, false).values().stream()
                    .filter(row -> !excluded.contains(row.id()))
                    .limit(ROWS_PER_READ)
                    .toList());
        }

        @Override
        public Future<ReadFloor.Horizon> horizon() {
            long oldest = uncommitted.values().stream()
                    .flatMap(Deque::stream)
                    .mapToLong(OutboxRow::id)
                    .min()
                    .orElse(nextId);
            return answer(new ReadFloor.Horizon(oldest, nextId));
        }

        @Override
        public int mostRows() {
            return ROWS_PER_READ;
        }

        @Override
        public Future<Void> delete(List<Long> ids) {
            deletions++;
            ids.forEach(table::remove);
            return answer(null);
        }

        private <T> Future<T> answer(T result) {
            Promise<T> promise = Promise.promise();
            context.add(() -> promise.complete(result));
            return promise.future();
        }
    };

    private final RecordSender sender =
            records -> Uni.createFrom().emitter(emitter -> onTheWire.add(new Delivery(records, emitter)));

    RelaySimulation(long seed) {
        random = new Random(seed);
        startLeader();
    }

    /** So many transactions are to begin, one by one. */
    void begin(int changes) {
        toBegin = changes;
    }

    /** Starts a transaction; rows have ids in the order of these, but commit in another one. */
    private boolean beginOne() {
        if (toBegin == 0) {
            return false;
        }
        toBegin--;
        int number = random.nextInt(versions.size() + 1);
        if (number == versions.size()) {
            versions.add(0);
            marks.put(nextId, new Mark(loop, loop.mark()));
        }
        String key = "key" + number;
        int version = versions.get(number) + 1;
        versions.set(number, version);
        EncodedEvent event = new EncodedEvent(
                "topic", null, key, key + version, "type", "time", null, "source", key + ':' + version);
        uncommitted.computeIfAbsent(key, any -> new ArrayDeque<>()).add(new OutboxRow(nextId++, event));
        return true;
    }

    /**
     * One thing happens: a begin, a commit, a tick of the timer, rows handed over, a delivery, a lost leader or a failed
     * send. What the loop wants done in its thread and what the database answers comes after some further things.
     */
    void step(int takeoverPercent, int failurePercent) {
        int dice = random.nextInt(100);
        if (dice < takeoverPercent) {
            replaceLeader();
        } else if (dice < takeoverPercent + failurePercent) {
            failOne();
        } else if (dice < 35) {
            beginOne();
        } else if (dice < 60) {
            commitOne();
        } else if (dice < 66) {
            loop.wakeFromStart();
        } else if (dice < 75) {
            handOverSome();
        } else {
            deliverOne();
        }
        if (random.nextInt(3) > 0) {
            runContext();
        }
    }

    /** Lets everything that was begun come to its end, without further faults. */
    void finish() {
        while (beginOne() || commitOne() || !table.isEmpty() || !onTheWire.isEmpty()) {
            handOverSome();
            deliverOne();
            loop.wakeFromStart();
            runContext();
        }
    }

    /** New entities, each created, committed and published before the next one. */
    void publishOneByOne(int entities) {
        for (int entity = 0; entity < entities; entity++) {
            sendOne();
            deliverOne();
            runContext();
        }
    }

    /** A new entity, created, committed and sent, but not acknowledged. */
    void sendOne() {
        begin(1);
        beginOne();
        commitOne();
        handOverSome();
        runContext();
    }

    /** What the timer of a leader does. */
    void tick() {
        loop.wakeFromStart();
        runContext();
    }

    int rowsLeft() {
        return table.size();
    }

    /** All that was written, repeats included. */
    List<String> topic() {
        return topic;
    }

    /** What the loop has told: events acknowledged, or 0 for nothing left. */
    List<Integer> progress() {
        return progress;
    }

    int deletions() {
        return deletions;
    }

    int batchesOnTheWire() {
        return onTheWire.size();
    }

    /** Versions of every key in the order in which a consumer first sees them. */
    Map<String, List<Integer>> firstSeen() {
        Map<String, List<Integer>> seen = new TreeMap<>();
        for (String value : new LinkedHashSet<>(topic)) {
            String[] parts = value.split(":", 2);
            seen.computeIfAbsent(parts[0], any -> new ArrayList<>()).add(Integer.parseInt(parts[1]));
        }
        return seen;
    }

    private void startLeader() {
        failed = false;
        loop = new RelayLoop(rows, sender, context::add, failure -> failed = true, progress::add);
        loop.wake();
    }

    /** What the old leader sent stays on the wire and may still arrive. Half of them stop in order, the others die. */
    private void replaceLeader() {
        if (random.nextBoolean()) {
            loop.deletePublished();
        }
        loop.end();
        startLeader();
    }

    private boolean commitOne() {
        List<Deque<OutboxRow>> open =
                uncommitted.values().stream().filter(queue -> !queue.isEmpty()).toList();
        if (open.isEmpty()) {
            return false;
        }
        OutboxRow committed = open.get(random.nextInt(open.size())).remove();
        table.put(committed.id(), committed);
        if (marks.containsKey(committed.id())) {
            toHandOver.add(committed);
        } else {
            loop.wake();
        }
        return true;
    }

    private void handOverSome() {
        if (toHandOver.isEmpty()) {
            return;
        }
        OutboxRow one = toHandOver.remove(random.nextInt(toHandOver.size()));
        Mark mark = marks.get(one.id());
        if (mark.loop() == loop) {
            loop.handOver(mark.mark(), List.of(one));
        } else {
            loop.wake();
        }
    }

    private void deliverOne() {
        if (!onTheWire.isEmpty()) {
            Delivery delivery = onTheWire.remove();
            delivery.records().forEach(written -> topic.add(new String(written.value(), UTF_8)));
            delivery.emitter().complete(null);
        }
    }

    private void failOne() {
        if (!onTheWire.isEmpty()) {
            onTheWire.removeLast().emitter().fail(new IllegalStateException("not sent"));
        }
    }

    private void runContext() {
        while (!context.isEmpty()) {
            context.remove().run();
            if (failed) {
                startLeader();
            }
        }
    }
}
