package io.muster.match.engine;

import io.muster.match.engine.RuleProgram.State;
import io.muster.match.rules.TeamDefinition;
import java.util.function.BiConsumer;

/**
 * Makes the best set of matches of a dense pool at once. When only distance on one scale decides, some optimal set consists
 * of runs of neighbours, so an exact optimum is a dynamic program over the sorted tickets: as many matches as possible,
 * closer ones preferred. Linear in the number of tickets.
 *
 * <p>For pools of solo tickets with one difference rule and teams of fixed size; ask {@link #applies()}.
 */
final class IntervalPlanner {

    private static final int MAX_PLAYERS = 16;

    private final RuleSet rules;
    private final RegionChoice regions;
    private final Group group;
    private final int players;
    private final boolean applies;
    private final Ages ages = new Ages();
    private final State state = new State();

    IntervalPlanner(RuleSet rules) {
        this.rules = rules;
        this.regions = new RegionChoice(rules, new Judge(rules));
        this.group = new Group(rules.definitions());
        this.players = rules.maxPlayers();
        this.applies = rules.leading() != null
                && rules.matchRules().length == 1
                && rules.definitions() == 1
                && rules.teamRules(0).length == 0
                && rules.smallestPlayers() == players
                && players <= MAX_PLAYERS
                && !rules.leading().scopedToTicket()
                && !rules.balances();
    }

    boolean applies() {
        return applies;
    }

    /**
     * Plans matches among the solo tickets of an index, in order of keys.
     *
     * @param matches is told each group, which is reused, and its region
     */
    void plan(WaitingTicket[] sorted, int count, long now, BiConsumer<Group, Integer> matches) {
        double[] best = new double[count + 1];
        boolean[] ends = new boolean[count + 1];
        for (int end = 1; end <= count; end++) {
            best[end] = best[end - 1];
            if (end >= players) {
                double value = value(sorted, end - players, end, now);
                if (value > 0 && best[end - players] + value > best[end]) {
                    best[end] = best[end - players] + value;
                    ends[end] = true;
                }
            }
        }
        for (int end = count; end >= players; end--) {
            if (ends[end]) {
                offer(sorted, end - players, end, now, matches);
                end -= players - 1;
            }
        }
    }

    /** One for the match and up to one for how close it is; 0 when it is not allowed. */
    private double value(WaitingTicket[] sorted, int from, int to, long now) {
        double spread = sorted[to - 1].key - sorted[from].key;
        if (rules.leading().rule().relaxations().isEmpty()) {
            rules.leading().at(ages, ages, 0, state);
        } else {
            ages.reset();
            for (int i = from; i < to; i++) {
                ages.include(sorted[i].age(now));
            }
            rules.leading().at(ages, ages, 0, state);
        }
        if (!state.enabled) {
            return 1;
        }
        return spread > state.number ? 0 : 2 - spread / Math.max(state.number, Double.MIN_NORMAL);
    }

    /** Seats neighbours alternately, so that teams are alike, and lets the judge have the last word. */
    private void offer(WaitingTicket[] sorted, int from, int to, long now, BiConsumer<Group, Integer> matches) {
        TeamDefinition team = rules.definition(0);
        group.clear();
        for (int t = 0; t < team.teamCount().max(); t++) {
            group.open(0, team.playerCount().max(), null);
        }
        for (int i = from; i < to; i++) {
            group.add((i - from) % group.size(), sorted[i]);
        }
        int region = regions.judged(group, now);
        if (region != RegionChoice.UNSUITABLE) {
            matches.accept(group, region);
        }
    }
}
