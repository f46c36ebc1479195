package io.muster.match.pool;

import io.muster.match.engine.TicketId;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Tickets by id, in one array with open addressing: a hash map of the library spends 32 bytes more on each of a million
 * tickets. The order of iteration means nothing; nothing may change during it.
 */
final class TicketTable implements Iterable<PoolTicket> {

    private static final int SMALLEST = 16;

    /** Spreads the bits of hash codes over all of them (2^32 divided by the golden ratio). */
    private static final int SPREAD = 0x9E3779B9;

    private PoolTicket[] slots = new PoolTicket[SMALLEST];
    private int size;

    int size() {
        return size;
    }

    /** The ticket of that id, or null. */
    PoolTicket get(TicketId id) {
        return slots[find(id)];
    }

    /** Keeps a ticket, in the place of the one that has its id. */
    void put(PoolTicket ticket) {
        int at = find(ticket.id);
        size += slots[at] == null ? 1 : 0;
        slots[at] = ticket;
        if (size > slots.length / 4 * 3) {
            resize(slots.length * 2);
        }
    }

    /** Forgets a ticket, if it is known. */
    void remove(TicketId id) {
        int gap = find(id);
        if (slots[gap] == null) {
            return;
        }
        size--;
        close(gap);
        if (slots.length > SMALLEST && size < slots.length / 8) {
            resize(slots.length / 2);
        }
    }

    /** Moves those back that had to make way for what was in the gap, so that a search may still end at an empty slot. */
    private void close(int emptied) {
        int gap = emptied;
        for (int at = next(gap); slots[at] != null; at = next(at)) {
            int detour = distance(home(slots[at].id), at);
            if (detour >= distance(gap, at)) {
                slots[gap] = slots[at];
                gap = at;
            }
        }
        slots[gap] = null;
    }

    /** The slot of an id, or the empty one where it belongs. */
    private int find(TicketId id) {
        int at = home(id);
        while (slots[at] != null && !slots[at].id.equals(id)) {
            at = next(at);
        }
        return at;
    }

    private int home(TicketId id) {
        return (id.hashCode() * SPREAD) >>> (Integer.numberOfLeadingZeros(slots.length) + 1);
    }

    private int next(int at) {
        return (at + 1) & (slots.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }

    private void resize(int capacity) {
        PoolTicket[] before = slots;
        slots = new PoolTicket[capacity];
        for (PoolTicket ticket : before) {
            if (ticket != null) {
                slots[find(ticket.id)] = ticket;
            }
        }
    }

    @Override
    public Iterator<PoolTicket> iterator() {
        return new Iterator<>() {
            private int at = skip(0);

            private int skip(int from) {
                int found = from;
                while (found < slots.length && slots[found] == null) {
                    found++;
                }
                return found;
            }

            @Override
            public boolean hasNext() {
                return at < slots.length;
            }

            @Override
            public PoolTicket next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                PoolTicket found = slots[at];
                at = skip(at + 1);
                return found;
            }
        };
    }
}
