package io.muster.runtime.outbox;

import io.muster.runtime.event.EncodedEvent;
import io.muster.runtime.event.RecordSender;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Moves rows from the outbox to Kafka while this process is the leader. All methods run on one thread.
 *
 * <p>Why events of a key keep their order: rows are read in the order of their ids and handed to one producer, which
 * writes them in the order of handing over. Several batches are in flight at once; a read leaves out what is in flight,
 * but not the lower ids down to the {@link ReadFloor}, because a transaction with a lower id may commit later. Such a row
 * belongs to another key than the rows before it, since transactions on one entity wait for each other. After a failure nothing more is handed over
 * until all batches in flight have ended, and then everything that is left is read again from the start.
 *
 * <p>First events of their keys may be handed over by whoever has just committed them, instead of being read: nothing can
 * come before them, and what comes after is either read together with them or sent after them.
 *
 * <p>Published rows stay for a moment, because a deletion costs the same for one row as for some hundred: they are deleted
 * when there are as many as a read takes, or at the next {@link #wakeFromStart()}. Until then reads leave them out, and a
 * leader that dies leaves them to be published again.
 */
final class RelayLoop {

    static final int BATCHES_IN_FLIGHT = 4;

    /** Rows that were handed over are accepted up to this many in flight; others are read when there is room. */
    static final int ROWS_IN_FLIGHT = 2_000;

    private final OutboxRows rows;
    private final RecordSender sender;
    private final Executor context;
    private final Consumer<Throwable> onFailure;
    private final Consumer<Integer> onProgress;

    /** What reads leave out: rows on the way to the broker, and those that are there and not deleted yet. */
    private final Set<Long> inFlight = new HashSet<>();

    private List<Long> published = new ArrayList<>();
    private final ReadFloor floor = new ReadFloor();
    private final HandedOver handedOver = new HandedOver();
    private int batches;
    private boolean reading;
    private boolean wanted;
    private boolean fromStart = true;
    private boolean ended;
    private Throwable failure;

    /**
     * A loop.
     *
     * @param context the thread everything runs on
     * @param onFailure told once, when the loop has ended because reading, sending or deleting failed and nothing is in
     *     flight any more
     * @param onProgress told how many events the broker acknowledged, or none when there is nothing left to publish
     */
    RelayLoop(
            OutboxRows rows,
            RecordSender sender,
            Executor context,
            Consumer<Throwable> onFailure,
            Consumer<Integer> onProgress) {
        this.rows = rows;
        this.sender = sender;
        this.context = context;
        this.onFailure = onFailure;
        this.onProgress = onProgress;
    }

    /** Looks for rows, now or as soon as there is room for them. */
    void wake() {
        wanted = true;
        readWhenFree();
    }

    /** To be asked for before rows are stored that will be {@linkplain #handOver handed over}. Any thread. */
    long mark() {
        return handedOver.mark();
    }

    /**
     * Publishes rows that were just committed without reading them.
     *
     * @param mark {@link #mark()} from before they were stored
     * @param committed each the first of its key
     */
    void handOver(long mark, List<OutboxRow> committed) {
        if (failure != null || ended) {
            return; // the next loop reads them
        }
        if (inFlight.size() - published.size() + committed.size() > ROWS_IN_FLIGHT
                || !handedOver.remembersSince(mark)) {
            wake();
            return;
        }
        inFlight.addAll(handedOver.accept(committed));
        sendHandedOver();
    }

    /** Looks for rows from the very first on, and for how far that will not be needed any more. */
    void wakeFromStart() {
        deletePublished();
        fromStart = true;
        wake();
        long seen = floor.highest();
        rows.horizon().onSuccess(horizon -> floor.observe(seen, horizon)).onFailure(this::fail);
    }

    /** Ends the loop without a word; what is in flight may still arrive. */
    void end() {
        ended = true;
    }

    private void readWhenFree() {
        if (!wanted || reading || ended || failure != null || batches >= BATCHES_IN_FLIGHT) {
            return;
        }
        wanted = false;
        reading = true;
        long above = fromStart ? ReadFloor.NONE : floor.value();
        fromStart = false;
        floor.startRead();
        handedOver.startRead();
        rows.read(above, inFlight).onComplete(read -> {
            reading = false;
            if (read.failed()) {
                fail(read.cause());
            } else {
                List<OutboxRow> batch = read.result();
                long lastId = batch.isEmpty() ? ReadFloor.NONE : batch.getLast().id();
                boolean more = batch.size() == rows.mostRows();
                floor.endRead(lastId, more);
                wanted |= more;
                publishRead(handedOver.endRead(batch));
            }
        });
    }

    private void publishRead(List<OutboxRow> found) {
        if (ended || failure != null) {
            failWhenDrained();
            return;
        }
        List<OutboxRow> batch = handedOver.take(); // before what was read: that may be what follows them
        batch.addAll(found);
        if (!batch.isEmpty()) {
            publish(batch);
        } else if (batches == 0) {
            onProgress.accept(0);
        }
        readWhenFree();
    }

    /** Need not wait for a read under way, for which it leaves room: what that finds is sent later. */
    private void sendHandedOver() {
        int taken = reading ? batches + 1 : batches;
        if (!ended && failure == null && !handedOver.isEmpty() && taken < BATCHES_IN_FLIGHT) {
            publish(handedOver.take());
        }
    }

    private void publish(List<OutboxRow> batch) {
        List<Long> ids = batch.stream().map(OutboxRow::id).toList();
        List<ProducerRecord<String, byte[]>> records =
                batch.stream().map(OutboxRow::event).map(EncodedEvent::toRecord).toList();
        inFlight.addAll(ids);
        batches++;
        sender.send(records)
                .subscribe()
                .with(
                        done -> context.execute(() -> acknowledged(ids)),
                        cause -> context.execute(() -> failedBatch(cause)));
    }

    private void acknowledged(List<Long> ids) {
        batches--;
        onProgress.accept(ids.size());
        published.addAll(ids);
        if (published.size() >= rows.mostRows()) {
            deletePublished();
        }
        failWhenDrained();
        readWhenFree();
        sendHandedOver();
    }

    /** Not after a failure: then everything from the row that failed on is to leave once more, in the old order. */
    void deletePublished() {
        if (failure != null || ended || published.isEmpty()) {
            return;
        }
        List<Long> ids = published;
        published = new ArrayList<>();
        rows.delete(ids).onFailure(this::fail);
        ids.forEach(inFlight::remove); // a later read comes after the deletion on the same connection
    }

    private void failedBatch(Throwable cause) {
        batches--;
        fail(cause);
    }

    private void fail(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        failWhenDrained();
    }

    private void failWhenDrained() {
        if (failure != null && !ended && batches == 0 && !reading) {
            ended = true;
            onFailure.accept(failure);
        }
    }
}
