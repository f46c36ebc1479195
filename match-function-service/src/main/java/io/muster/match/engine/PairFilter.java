package io.muster.match.engine;

import io.muster.match.engine.RuleProgram.State;

/**
 * Sorts out tickets that can never be in one match with a given one, so that they take no place among the candidates. Looks
 * at rules of the whole match other than the leading one, whose distance already limits the candidates.
 */
final class PairFilter {

    private final Judge judge;
    private final RuleProgram[] programs;
    private final State[] states;
    private final Group pair;

    private final State other = new State();

    private boolean active;
    private double seedAge;
    private long now;

    PairFilter(RuleSet rules, Judge judge) {
        this.judge = judge;
        this.programs = java.util.Arrays.stream(rules.matchRules())
                .filter(rule -> rule != rules.leading() && rule.isMonotone() && isOfPlayersOrTickets(rule))
                .toArray(RuleProgram[]::new);
        this.states = new State[programs.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = new State();
        }
        this.pair = new Group(rules.definitions());
    }

    private static boolean isOfPlayersOrTickets(RuleProgram rule) {
        return rule.rule().source().isPlain();
    }

    /**
     * Compares with this ticket from now on; with null everything fits.
     *
     * @param highestAge rules count as mild as company of up to this age, in seconds, may make them
     */
    void start(WaitingTicket seed, long at, double highestAge) {
        active = seed != null && programs.length > 0;
        if (!active) {
            return;
        }
        now = at;
        seedAge = seed.age(at);
        for (int i = 0; i < programs.length; i++) {
            programs[i].mildest(seedAge, 0, Math.max(seedAge, highestAge), states[i]);
        }
        pair.clear();
        pair.open(0, Integer.MAX_VALUE, null);
        pair.add(0, seed);
    }

    /** Counts company of up to another age; true when more of it may fit or less. */
    boolean restart(double highestAge) {
        boolean changed = false;
        for (int i = 0; active && i < programs.length; i++) {
            programs[i].mildest(seedAge, 0, Math.max(seedAge, highestAge), other);
            changed |= other.enabled != states[i].enabled || other.number != states[i].number;
            states[i].enabled = other.enabled;
            states[i].number = other.number;
            states[i].value = other.value;
        }
        return changed;
    }

    /** False when the ticket already breaks a rule that no company can mend. */
    boolean fitsAlone(int region) {
        return !active || holds(region);
    }

    boolean fits(WaitingTicket other, int region) {
        if (!active) {
            return true;
        }
        pair.add(0, other);
        boolean fits = holds(region);
        pair.removeLast(0);
        return fits;
    }

    private boolean holds(int region) {
        boolean fits = true;
        for (int i = 0; i < programs.length && fits; i++) {
            boolean sees = region != Regions.NONE
                    || !programs[i].rule().source().field().dependsOnRegion();
            fits = !states[i].enabled
                    || !sees
                    || judge.holdsIn(states[i], programs[i], pair, Verdict.WHOLE_MATCH, region, now);
        }
        return fits;
    }
}
