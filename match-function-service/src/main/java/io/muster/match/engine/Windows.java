package io.muster.match.engine;

/**
 * Slides a window, as wide as the leading rule allows, over the numbers of candidates, and counts the parties in it on the
 * way: most windows turn out too empty by that count alone, which costs a step for each end of a party instead of a walk
 * through all candidates.
 *
 * <p>Reused; belongs to one engine.
 */
final class Windows {

    /** Stands for the size of a party that is wider than any window. */
    private static final int NOWHERE = 0;

    private double[] lows = new double[64];
    private int[] lowSizes = new int[64];
    private double[] highs = new double[64];
    private int[] highSizes = new int[64];
    private final PartySizes inside = new PartySizes();
    private int size;
    private double width;
    private double mustReachDownTo;
    private double mustReachUpTo;
    private int start;
    private int gone;
    private int end;
    private int coveredTo;

    /**
     * Starts anew; {@link #next()} finds the first window.
     *
     * @param required windows hold so many of the first candidates
     */
    void over(Candidates candidates, int required, double allowed) {
        width = allowed;
        size = candidates.size;
        start = -1;
        gone = 0;
        end = 0;
        coveredTo = -1;
        inside.clear();
        mustReachDownTo = Double.POSITIVE_INFINITY;
        mustReachUpTo = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < required; i++) {
            mustReachDownTo = Math.min(mustReachDownTo, candidates.tickets[i].lowest());
            mustReachUpTo = Math.max(mustReachUpTo, candidates.tickets[i].highest());
        }
        readEnds(candidates);
    }

    /** Moves to the next window that is not part of the one before; false when there is none. */
    boolean next() {
        while (++start < size && lows[start] <= mustReachDownTo) {
            while (lows[gone] < lows[start]) {
                inside.remove(lowSizes[gone++]);
            }
            double to = to();
            while (end < size && highs[end] <= to) {
                inside.add(highSizes[end++]);
            }
            if (to >= mustReachUpTo && end != coveredTo) {
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

    /**
     * Sorts the ends of all parties. Candidates come nearest first, so those below the first one in reverse, followed by the
     * others, are in order already but for what parties reach to the sides.
     */
    private void readEnds(Candidates candidates) {
        if (lows.length < size) {
            lows = new double[size * 2];
            lowSizes = new int[size * 2];
            highs = new double[size * 2];
            highSizes = new int[size * 2];
        }
        double center = candidates.tickets[0].key;
        int sorted = 0;
        for (int i = size - 1; i >= 0; i--) {
            if (candidates.tickets[i].key < center) {
                insert(candidates.tickets[i], sorted++);
            }
        }
        for (int i = 0; i < size; i++) {
            if (!(candidates.tickets[i].key < center)) {
                insert(candidates.tickets[i], sorted++);
            }
        }
    }

    private void insert(WaitingTicket ticket, int sorted) {
        double lowest = ticket.lowest();
        double highest = ticket.highest();
        int players = highest <= lowest + width ? ticket.players : NOWHERE;
        insert(lows, lowSizes, sorted, lowest, players);
        insert(highs, highSizes, sorted, highest, players);
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
}
