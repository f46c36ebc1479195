package io.muster.ticket.read;

import io.muster.contracts.ticket.TicketEvent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The reads one replica holds until their ticket ends. Bounded: over the limit a read is not held. Any thread; plain
 * Java.
 */
public final class HeldReads {

    private final int max;
    private final AtomicInteger held = new AtomicInteger();
    private final Map<String, Set<HeldRead>> byTicket = new ConcurrentHashMap<>();

    /**
     * Nobody waits.
     *
     * @param max most reads held at one time
     */
    public HeldReads(int max) {
        this.max = max;
    }

    /** Starts to wait for the end of a ticket; whoever does not want it any more gives it back with {@link #release}. */
    HeldRead hold(String ticketId) {
        if (held.incrementAndGet() > max) {
            held.decrementAndGet();
            return new HeldRead(ticketId, true);
        }
        HeldRead read = new HeldRead(ticketId, false);
        byTicket.compute(ticketId, (_, known) -> {
            Set<HeldRead> reads = known == null ? HashSet.newHashSet(1) : known;
            reads.add(read);
            return reads;
        });
        return read;
    }

    /** Waits no longer; does nothing when the wait is over already. */
    void release(HeldRead read) {
        byTicket.computeIfPresent(read.ticketId(), (_, reads) -> {
            if (reads.remove(read)) {
                held.decrementAndGet();
            }
            return reads.isEmpty() ? null : reads;
        });
    }

    /** Whether anybody waits for the ticket; lets the follower leave all other events unread. */
    boolean holds(String ticketId) {
        return byTicket.containsKey(ticketId);
    }

    /** The ticket ended: everybody who waits for it learns it. */
    void ended(TicketEvent event) {
        Set<HeldRead> reads = byTicket.remove(event.ticketId());
        if (reads != null) {
            held.addAndGet(-reads.size());
            reads.forEach(read -> read.end().complete(event));
        }
    }

    /** How many reads are held now. */
    public int count() {
        return held.get();
    }
}
