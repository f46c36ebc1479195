package io.muster.ticket.read;

import io.muster.ticket.lifecycle.Ticket;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Tickets that this replica took in during the last seconds and that have not ended as far as it knows: most clients wait
 * for their ticket right after they created it, and need not ask the database whether it is there. Bounded: what does not
 * fit is not remembered. Any thread; plain Java.
 */
public final class RecentTickets {

    private final int max;
    private final long life;
    private final LongSupplier nanoTime;
    private volatile Generations generations;

    /** Tickets of one stretch of time and of the one before; a ticket moves from one to the other with its map. */
    private record Generations(Map<String, Ticket> newer, Map<String, Ticket> older, long since) {}

    /**
     * Remembers nothing yet.
     *
     * @param max most tickets that are remembered in one life
     * @param life how long a ticket is remembered at least; at most twice as long
     * @param nanoTime as {@link System#nanoTime()}
     */
    public RecentTickets(int max, Duration life, LongSupplier nanoTime) {
        this.max = max;
        this.life = life.toNanos();
        this.nanoTime = nanoTime;
        this.generations = new Generations(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), nanoTime.getAsLong());
    }

    /** Remembers a ticket. Call it before the ticket can be seen by others, so that its end cannot come first. */
    public void add(Ticket ticket) {
        Map<String, Ticket> newer = current().newer();
        if (newer.size() < max) {
            newer.put(ticket.id(), ticket);
        }
    }

    /** Forgets a ticket that ended, or was not taken in after all. */
    public void remove(String ticketId) {
        Generations known = generations;
        known.newer().remove(ticketId);
        known.older().remove(ticketId);
    }

    /** The ticket as it was taken in, unless it ended or that was too long ago. */
    Optional<Ticket> find(String ticketId) {
        Generations known = current();
        Ticket ticket = known.newer().get(ticketId);
        return Optional.ofNullable(ticket == null ? known.older().get(ticketId) : ticket);
    }

    private Generations current() {
        Generations known = generations;
        return nanoTime.getAsLong() - known.since() < life ? known : next();
    }

    private synchronized Generations next() {
        long now = nanoTime.getAsLong();
        long age = now - generations.since();
        if (age >= life) {
            Map<String, Ticket> older = age < 2 * life ? generations.newer() : new ConcurrentHashMap<>();
            generations = new Generations(new ConcurrentHashMap<>(), older, now);
        }
        return generations;
    }
}
