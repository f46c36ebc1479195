package io.muster.runtime.outbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Rows that this process has committed itself and hands to its relay, which need not read them then.
 *
 * <p>A row may also be found by a read, before it is handed over or in between. Were it sent once more later, an event
 * could follow the ones that came after it. So what reads have found is remembered for a while, and whoever hands over
 * says how many rows had been found before his statement began: rows that may be forgotten by now are not accepted.
 *
 * <p>Plain state; one thread, but {@link #mark()} may be called by any.
 */
final class HandedOver {

    /** Most rows that reads have found and that are remembered. */
    static final int REMEMBERED = 10_000;

    private final Set<Long> found = new LinkedHashSet<>();
    private final Set<Long> duringRead = new HashSet<>();
    private List<OutboxRow> waiting = new ArrayList<>();
    private boolean reading;
    private final AtomicLong foundInAll = new AtomicLong();

    /** How many rows reads have found: to be asked for before the rows are stored. */
    long mark() {
        return foundInAll.get();
    }

    /** Whether it is known of every row that was stored since the mark whether a read has found it. */
    boolean remembersSince(long mark) {
        return foundInAll.get() - mark <= REMEMBERED;
    }

    /** Accepts those of the rows that no read has found, and answers their ids. */
    List<Long> accept(List<OutboxRow> rows) {
        List<OutboxRow> accepted =
                rows.stream().filter(row -> !found.contains(row.id())).toList();
        List<Long> ids = accepted.stream().map(OutboxRow::id).toList();
        waiting.addAll(accepted);
        if (reading) {
            duringRead.addAll(ids);
        }
        return ids;
    }

    /** A read begins; only one at a time. */
    void startRead() {
        reading = true;
    }

    /** The read has ended; answers those of its rows that were not handed over meanwhile. */
    List<OutboxRow> endRead(List<OutboxRow> rows) {
        List<OutboxRow> fresh =
                rows.stream().filter(row -> !duringRead.contains(row.id())).toList();
        reading = false;
        duringRead.clear();
        fresh.forEach(row -> found.add(row.id()));
        Iterator<Long> eldest = found.iterator();
        while (found.size() > REMEMBERED) {
            eldest.next();
            eldest.remove();
        }
        foundInAll.addAndGet(fresh.size());
        return fresh;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The accepted rows that have not been taken yet, in the order in which they came. */
    List<OutboxRow> take() {
        List<OutboxRow> taken = waiting;
        waiting = new ArrayList<>();
        return taken;
    }
}
