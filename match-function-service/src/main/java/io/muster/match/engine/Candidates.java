package io.muster.match.engine;

import java.util.Arrays;

/** Tickets that may join a group, nearest first, with what a search needs to know about the rest of the list. */
final class Candidates {

    WaitingTicket[] tickets = new WaitingTicket[64];
    /** Players of this candidate and all after it. */
    int[] playersFrom = new int[65];
    /** Bit n: some of this candidate and those after it have n players together, for n below 64. */
    long[] sumsFrom = new long[65];

    /** Parties by size at each position and after it; see {@link Packing}. */
    byte[] sizesFrom = {};

    int size;

    /** Parties by size in the whole list. */
    final PartySizes sizes = new PartySizes();

    void clear() {
        Arrays.fill(tickets, 0, size, null);
        size = 0;
        sizes.clear();
    }

    void add(WaitingTicket ticket) {
        if (size == tickets.length) {
            tickets = Arrays.copyOf(tickets, size * 2);
            playersFrom = new int[size * 2 + 1];
            sumsFrom = new long[size * 2 + 1];
        }
        tickets[size++] = ticket;
        sizes.add(ticket.players);
    }

    /** Makes a candidate the second one; the order of the others stays. */
    void moveToSecond(int from) {
        WaitingTicket moved = tickets[from];
        System.arraycopy(tickets, 1, tickets, 2, from - 1);
        tickets[1] = moved;
    }

    /** Computes what lies ahead at each position; call after the last {@link #add}. */
    void seal() {
        playersFrom[size] = 0;
        sumsFrom[size] = 1;
        for (int i = size - 1; i >= 0; i--) {
            int players = tickets[i].players;
            playersFrom[i] = playersFrom[i + 1] + players;
            sumsFrom[i] = sumsFrom[i + 1] | (players < Long.SIZE ? sumsFrom[i + 1] << players : 0);
        }
    }

    /** Copies those of another list all of whose numbers lie in a window. */
    void keepWithin(Candidates from, double lowest, double highest) {
        clear();
        for (int i = 0; i < from.size; i++) {
            WaitingTicket ticket = from.tickets[i];
            if (ticket.lowest() >= lowest && ticket.highest() <= highest) {
                add(ticket);
            }
        }
        seal();
    }
}
