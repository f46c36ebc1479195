package io.muster.match.engine;

import io.muster.match.rules.TeamDefinition;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Says whether parties of given sizes can bring all teams to an allowed number of players: a bin packing over sizes instead
 * of tickets, small enough to be remembered. Works for one definition with a fixed number of teams, the usual case; for
 * others it answers that they can.
 */
final class Packing {

    /** Keys must fit a {@code long}. */
    private static final int MAX_BITS = 62;

    private static final int MAX_REMEMBERED = 200_000;

    private final boolean applies;
    private final int teams;
    private final int least;
    private final int most;
    private final int[] caps;
    private final int[] bits;
    private final int fillBits;
    private final Map<Long, Boolean> remembered = new HashMap<>();

    Packing(RuleSet rules) {
        TeamDefinition team = rules.definition(0);
        this.teams = team.teamCount().max();
        this.least = team.playerCount().smallestMin();
        this.most = team.playerCount().max();
        this.caps = new int[most + 1];
        this.bits = new int[most + 1];
        this.fillBits = width(most);
        int total = teams * fillBits;
        for (int size = 1; size <= most; size++) {
            caps[size] = teams * (most / size);
            bits[size] = width(caps[size]);
            total += bits[size];
        }
        boolean fixed = rules.definitions() == 1 && team.teamCount().smallestMin() == teams;
        this.applies = fixed && total <= MAX_BITS && most > 1;
    }

    private static int width(int largest) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largest);
    }

    boolean applies() {
        return applies;
    }

    /** Counts parties by size, from each position of a list to its end. */
    void count(Candidates candidates) {
        int width = most + 1;
        int needed = (candidates.size + 1) * width;
        if (candidates.sizesFrom.length < needed) {
            candidates.sizesFrom = new byte[needed * 2];
        }
        Arrays.fill(candidates.sizesFrom, candidates.size * width, needed, (byte) 0);
        for (int i = candidates.size - 1; i >= 0; i--) {
            System.arraycopy(candidates.sizesFrom, (i + 1) * width, candidates.sizesFrom, i * width, width);
            int size = candidates.tickets[i].players;
            if (size <= most && candidates.sizesFrom[i * width + size] < Math.min(caps[size], Byte.MAX_VALUE)) {
                candidates.sizesFrom[i * width + size]++;
            }
        }
    }

    /** Whether parties of these sizes can fill what a group still lacks. */
    boolean fills(Group group, PartySizes sizes) {
        int[] left = new int[most + 1];
        for (int size = 1; size <= most; size++) {
            left[size] = Math.min(sizes.of(size), Math.min(caps[size], Byte.MAX_VALUE));
        }
        return fills(fills(group), left);
    }

    /** Whether the candidates from a position on can fill what a group still lacks. */
    boolean fills(Group group, Candidates candidates, int from) {
        int[] left = new int[most + 1];
        for (int size = 1; size <= most; size++) {
            left[size] = candidates.sizesFrom[from * (most + 1) + size];
        }
        return fills(fills(group), left);
    }

    private int[] fills(Group group) {
        int[] fills = new int[teams];
        for (int t = 0; t < group.size(); t++) {
            fills[t] = group.team(t).players;
        }
        return fills;
    }

    private boolean fills(int[] fills, int[] left) {
        Arrays.sort(fills);
        if (fills[0] >= least) {
            return true;
        }
        long key = key(fills, left);
        Boolean known = remembered.get(key);
        if (known != null) {
            return known;
        }
        boolean possible = tryEverySize(fills, left);
        if (remembered.size() < MAX_REMEMBERED) {
            remembered.put(key, possible);
        }
        return possible;
    }

    /** Gives the emptiest team one more party of each size that is left. */
    private boolean tryEverySize(int[] fills, int[] left) {
        for (int size = Math.min(most, most - fills[0]); size >= 1; size--) {
            if (left[size] > 0) {
                int[] nextFills = fills.clone();
                int[] nextLeft = left.clone();
                nextFills[0] += size;
                nextLeft[size]--;
                if (fills(nextFills, nextLeft)) {
                    return true;
                }
            }
        }
        return false;
    }

    private long key(int[] fills, int[] left) {
        long key = 0;
        for (int fill : fills) {
            key = key << fillBits | fill;
        }
        for (int size = 1; size <= most; size++) {
            key = key << bits[size] | left[size];
        }
        return key;
    }
}
