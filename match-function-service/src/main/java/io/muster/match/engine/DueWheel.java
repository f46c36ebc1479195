package io.muster.match.engine;

import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Tickets by the time at which a relaxation next concerns them: a hashed timing wheel with the links in the tickets
 * themselves, so that adding and removing cost the same for one waiting ticket and for a million.
 */
final class DueWheel {

    /** A ticket that waits for no relaxation. */
    static final int NOT_DUE = -1;

    /** Relaxations take effect at most this much late. */
    static final int TICK_MILLIS = 10;

    private static final int SLOTS = 4096;

    private final WaitingTicket[] heads = new WaitingTicket[SLOTS];
    private final BitSet occupied = new BitSet(SLOTS);
    private final long epochMillis;
    private int currentTick;
    private int size;

    /** Counts time from the given moment on; nothing can fall due before it. */
    DueWheel(long startMillis) {
        this.epochMillis = startMillis - startMillis % TICK_MILLIS;
    }

    void schedule(WaitingTicket ticket, long dueMillis) {
        cancel(ticket);
        ticket.dueTick = tickOf(dueMillis);
        int slot = ticket.dueTick % SLOTS;
        ticket.nextDue = heads[slot];
        if (heads[slot] != null) {
            heads[slot].previousDue = ticket;
        }
        heads[slot] = ticket;
        occupied.set(slot);
        size++;
    }

    /** As {@link #schedule}, unless the ticket falls due before that anyway. */
    void scheduleNoLater(WaitingTicket ticket, long dueMillis) {
        if (ticket.dueTick == NOT_DUE || tickOf(dueMillis) < ticket.dueTick) {
            schedule(ticket, dueMillis);
        }
    }

    private int tickOf(long dueMillis) {
        long ticks = Math.max(currentTick + 1L, (dueMillis - epochMillis + TICK_MILLIS - 1) / TICK_MILLIS);
        return (int) Math.min(ticks, Integer.MAX_VALUE);
    }

    void cancel(WaitingTicket ticket) {
        if (ticket.dueTick == NOT_DUE) {
            return;
        }
        int slot = ticket.dueTick % SLOTS;
        if (ticket.previousDue == null) {
            heads[slot] = ticket.nextDue;
        } else {
            ticket.previousDue.nextDue = ticket.nextDue;
        }
        if (ticket.nextDue != null) {
            ticket.nextDue.previousDue = ticket.previousDue;
        }
        if (heads[slot] == null) {
            occupied.clear(slot);
        }
        ticket.previousDue = null;
        ticket.nextDue = null;
        ticket.dueTick = NOT_DUE;
        size--;
    }

    /** Removes and hands over everything that is due; false when no tick has passed. */
    boolean advance(long nowMillis, Consumer<WaitingTicket> due) {
        int target = (int) ((nowMillis - epochMillis) / TICK_MILLIS);
        if (target <= currentTick) {
            return false;
        }
        int slots = Math.min(SLOTS, target - currentTick);
        int first = currentTick + 1;
        currentTick = target;
        for (int i = 0; i < slots && size > 0; i++) {
            int slot = (int) (((long) first + i) % SLOTS);
            if (occupied.get(slot)) {
                takeDue(slot, due);
            }
        }
        return true;
    }

    /** Shows everything that falls due with the next tick. */
    void approaching(Consumer<WaitingTicket> soon) {
        for (WaitingTicket ticket = heads[(currentTick + 1) % SLOTS]; ticket != null; ticket = ticket.nextDue) {
            if (isSoon(ticket)) {
                soon.accept(ticket);
            }
        }
    }

    /** The ticket falls due with the next tick. */
    boolean isSoon(WaitingTicket ticket) {
        return ticket.dueTick == currentTick + 1;
    }

    /** When the next tick is, in Unix milliseconds. */
    long nextTickMillis() {
        return epochMillis + (currentTick + 1L) * TICK_MILLIS;
    }

    private void takeDue(int slot, Consumer<WaitingTicket> due) {
        WaitingTicket ticket = heads[slot];
        while (ticket != null) {
            WaitingTicket next = ticket.nextDue;
            if (ticket.dueTick <= currentTick) {
                cancel(ticket);
                due.accept(ticket);
            }
            ticket = next;
        }
    }

    /**
     * When {@link #advance} is to be called next, or {@link Long#MAX_VALUE}. Never late; early when only tickets of a
     * later turn of the wheel are in the slot.
     */
    long nextMillis() {
        if (size == 0) {
            return Long.MAX_VALUE;
        }
        int from = (currentTick + 1) % SLOTS;
        int slot = occupied.nextSetBit(from);
        if (slot < 0) {
            slot = occupied.nextSetBit(0);
        }
        long ahead = Math.floorMod(slot - from, SLOTS) + 1L;
        return epochMillis + (currentTick + ahead) * TICK_MILLIS;
    }
}
