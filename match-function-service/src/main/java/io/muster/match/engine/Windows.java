package io.muster.match.engine;

import java.util.Arrays;

/**
 * Slides a window, as wide as the leading rule allows, over the numbers of tickets, and counts the parties in it on the way:
 * most windows turn out too empty by that count alone, which costs a step for each end of a party instead of a walk through
 * all candidates.
 *
 * <p>Reused; belongs to one engine.
 */
final class Windows {

    /** Stands for the size of a party that lies in no window. */
    private static final int NOBODY = 0;

    private double[] lows = new double[64];
    private int[] lowSizes = new int[64];
    private double[] highs = new double[64];
    private int[] highSizes = new int[64];
    private final PartySizes all = new PartySizes();
    private final PartySizes inside = new PartySizes();
    private int size;
    private double width;
    private double lowest;
    private double highest;
    private int start;
    private int gone;
    private int end;
    private int coveredTo;

    /** Starts anew with a ticket that is to be in every window, and is still to be taken as others are. */
    void around(WaitingTicket ticket, double allowed) {
        lowest = ticket.lowest();
        highest = ticket.highest();
        width = allowed;
        size = 0;
        start = -1;
        gone = 0;
        end = 0;
        coveredTo = -1;
        all.clear();
        inside.clear();
    }

    /** One more ticket that is to be in every window. */
    void require(WaitingTicket ticket) {
        lowest = Math.min(lowest, ticket.lowest());
        highest = Math.max(highest, ticket.highest());
    }

    /**
     * Takes a ticket, and lets a window begin where it begins. Fastest in order of keys, in which tickets are sorted already
     * but for what parties reach to the sides.
     */
    void take(WaitingTicket ticket) {
        double low = ticket.lowest();
        double high = ticket.highest();
        insert(low, high, fits(low, high) ? ticket.players : NOBODY);
    }

    /** As {@link #take}, but only when some window holds the ticket: enough to tell whether any holds a match. */
    void offer(WaitingTicket ticket) {
        double low = ticket.lowest();
        double high = ticket.highest();
        if (fits(low, high)) {
            insert(low, high, ticket.players);
        }
    }

    /** Some window holds the numbers beside those that are required. */
    private boolean fits(double low, double high) {
        double to = low + width;
        return to >= highest && high <= lowest + width && high <= to;
    }

    private void insert(double low, double high, int players) {
        if (size == lows.length) {
            lows = Arrays.copyOf(lows, size * 2);
            lowSizes = Arrays.copyOf(lowSizes, size * 2);
            highs = Arrays.copyOf(highs, size * 2);
            highSizes = Arrays.copyOf(highSizes, size * 2);
        }
        insert(lows, lowSizes, size, low, players);
        insert(highs, highSizes, size, high, players);
        all.add(players);
        size++;
    }

    private static void insert(double[] ends, int[] sizes, int sorted, double number, int players) {
        int at = sorted;
        while (at > 0 && ends[at - 1] > number) {
            ends[at] = ends[at - 1];
            sizes[at] = sizes[at - 1];
            at--;
        }
        ends[at] = number;
        sizes[at] = players;
    }

    /** Moves to the next window that is not part of the one before; false when there is none. */
    boolean next() {
        while (++start < size && lows[start] <= lowest) {
            while (lows[gone] < lows[start]) {
                inside.remove(lowSizes[gone++]);
            }
            double to = to();
            while (end < size && highs[end] <= to) {
                inside.add(highSizes[end++]);
            }
            if (to >= highest && end != coveredTo) {
                coveredTo = end;
                return true;
            }
        }
        return false;
    }

    double from() {
        return lows[start];
    }

    double to() {
        return lows[start] + width;
    }

    /** Parties all of whose numbers lie in the window. */
    PartySizes inside() {
        return inside;
    }

    /** Parties that lie in any window. */
    PartySizes all() {
        return all;
    }
}
