package io.muster.match.engine;

import java.util.Arrays;

/** How many parties there are of each size. Reused; belongs to one engine. */
final class PartySizes {

    private int[] counts = new int[8];
    private int players;

    void clear() {
        Arrays.fill(counts, 0);
        players = 0;
    }

    void add(int size) {
        if (size >= counts.length) {
            counts = Arrays.copyOf(counts, 2 * size);
        }
        counts[size]++;
        players += size;
    }

    void remove(int size) {
        counts[size]--;
        players -= size;
    }

    /** Parties of a size. */
    int of(int size) {
        return size < counts.length ? counts[size] : 0;
    }

    /** Players of all parties together. */
    int players() {
        return players;
    }
}
