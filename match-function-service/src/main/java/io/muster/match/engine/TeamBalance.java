package io.muster.match.engine;

import java.util.Arrays;

/**
 * Deals the tickets of a full group anew among teams of one definition so that their averages come close, when the config
 * asks for it: largest first to the team that needs most, then swaps of equally large parties while they help. Parties stay
 * whole.
 */
final class TeamBalance {

    private static final int ROUNDS = 8;

    private final RuleSet rules;
    private WaitingTicket[][] before = new WaitingTicket[0][];
    private boolean arranged;

    TeamBalance(RuleSet rules) {
        this.rules = rules;
    }

    /** Rearranges; false when there is nothing to do. {@link #restore} takes it back. */
    boolean arrange(Group group) {
        arranged = false;
        if (!rules.balances() || group.size() < 2) {
            return false;
        }
        remember(group);
        for (int round = 0; round < ROUNDS && improve(group); round++) {
            arranged = true;
        }
        return arranged;
    }

    /** Puts everybody back where the search had put them. */
    void restore(Group group) {
        if (!arranged) {
            return;
        }
        for (int t = 0; t < group.size(); t++) {
            System.arraycopy(before[t], 0, group.team(t).tickets, 0, group.team(t).size);
        }
        arranged = false;
    }

    private void remember(Group group) {
        if (before.length < group.size()) {
            before = new WaitingTicket[group.size()][];
        }
        for (int t = 0; t < group.size(); t++) {
            before[t] = Arrays.copyOf(group.team(t).tickets, group.team(t).size);
        }
    }

    /** One round of best swaps between every two teams; true when anything changed. */
    private boolean improve(Group group) {
        boolean changed = false;
        for (int one = 0; one < group.size(); one++) {
            for (int other = one + 1; other < group.size(); other++) {
                if (group.team(one).definition == group.team(other).definition) {
                    changed |= swapBest(group.team(one), group.team(other));
                }
            }
        }
        return changed;
    }

    private boolean swapBest(Group.Team one, Group.Team other) {
        double sumOne = sum(one);
        double sumOther = sum(other);
        double bestGap = gap(sumOne, one.players, sumOther, other.players);
        int bestI = -1;
        int bestJ = -1;
        for (int i = 0; i < one.size; i++) {
            for (int j = 0; j < other.size; j++) {
                WaitingTicket mine = one.tickets[i];
                WaitingTicket yours = other.tickets[j];
                if (mine.seated || yours.seated || mine.players != yours.players) {
                    continue;
                }
                double moved = rules.balanceOf(yours) - rules.balanceOf(mine);
                double gap = gap(sumOne + moved, one.players, sumOther - moved, other.players);
                if (gap < bestGap - 1e-9) {
                    bestGap = gap;
                    bestI = i;
                    bestJ = j;
                }
            }
        }
        if (bestI < 0) {
            return false;
        }
        WaitingTicket moved = one.tickets[bestI];
        one.tickets[bestI] = other.tickets[bestJ];
        other.tickets[bestJ] = moved;
        return true;
    }

    private double sum(Group.Team team) {
        double sum = 0;
        for (int i = 0; i < team.size; i++) {
            sum += rules.balanceOf(team.tickets[i]);
        }
        return sum;
    }

    private static double gap(double sumOne, int playersOne, double sumOther, int playersOther) {
        return Math.abs(sumOne / Math.max(1, playersOne) - sumOther / Math.max(1, playersOther));
    }
}
