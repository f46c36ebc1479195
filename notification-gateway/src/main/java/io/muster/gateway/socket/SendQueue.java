package io.muster.gateway.socket;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;

/**
 * What waits to be sent to one game server, and for how long nothing has moved. Bounded, because a peer that stops
 * reading must not cost more than its share. For one thread.
 */
final class SendQueue {

    /** A text with what to do once it is written. */
    record Entry(String text, int bytes, Runnable whenWritten) {}

    private final int mostBytes;
    private final int mostMessages;
    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private int bytes;
    private int inFlight;
    private Instant stuckSince;

    SendQueue(int mostBytes, int mostMessages) {
        this.mostBytes = mostBytes;
        this.mostMessages = mostMessages;
    }

    /** False when it does not fit. An entry that alone exceeds the bound fits an empty queue. */
    boolean offer(Entry entry) {
        boolean fits = waiting.isEmpty() || (waiting.size() < mostMessages && bytes + entry.bytes() <= mostBytes);
        if (fits) {
            waiting.add(entry);
            bytes += entry.bytes();
        }
        return fits;
    }

    /** The next entry to write, or null; it counts as in flight from now on. */
    Entry take(Instant now) {
        Entry next = waiting.poll();
        if (next != null) {
            bytes -= next.bytes();
            inFlight++;
            if (stuckSince == null) {
                stuckSince = now;
            }
        }
        return next;
    }

    /** One entry in flight has left. */
    void written(Instant now) {
        inFlight--;
        stuckSince = inFlight == 0 && waiting.isEmpty() ? null : now;
    }

    /** Whether something waits and nothing has left for longer than the limit. */
    boolean isStuck(Instant now, Duration limit) {
        return stuckSince != null && stuckSince.plus(limit).isBefore(now);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }
}
