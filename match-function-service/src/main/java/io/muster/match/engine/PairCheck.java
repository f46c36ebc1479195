package io.muster.match.engine;

/** Says whether two tickets could be in one match, rule by rule, at their ages. For explanations; not for the hot path. */
final class PairCheck {

    private final RuleSet rules;
    private final Judge judge;
    private final RegionChoice regions;
    private final Group pair;
    private final long now;
    private String reason;

    PairCheck(RuleSet rules, long now) {
        this.rules = rules;
        this.judge = new Judge(rules);
        this.regions = new RegionChoice(rules, judge);
        this.pair = new Group(rules.definitions());
        this.now = now;
    }

    /** No rule that can be judged for two keeps them apart. */
    boolean couldMeet(WaitingTicket one, WaitingTicket other) {
        for (RuleProgram rule : rules.matchRules()) {
            if (concernsPairs(rule) && !holds(rule, one, other)) {
                return false;
            }
        }
        return true;
    }

    /** A pair that breaks the rule cannot be mended by more tickets. */
    boolean concernsPairs(RuleProgram rule) {
        boolean matchOfTwo = rules.maxPlayers() == 2;
        return rule.rule().source().isPlain() && (rule.isMonotone() || matchOfTwo);
    }

    /** The rule holds for the two; for a rule about measurements, in some region. */
    boolean holds(RuleProgram rule, WaitingTicket one, WaitingTicket other) {
        pair.clear();
        pair.open(0, Integer.MAX_VALUE, null);
        pair.add(0, one);
        if (other != null) {
            pair.add(0, other);
        }
        judge.look(pair, now);
        if (!rule.rule().source().field().dependsOnRegion()) {
            return holdsIn(Regions.NONE, rule, "");
        }
        String inBest = null;
        long left = regions.known(pair);
        for (int region = regions.best(pair, left); region != Regions.NONE; region = regions.best(pair, left)) {
            if (holdsIn(region, rule, " in region " + rules.regions().nameOf(region))) {
                return true;
            }
            inBest = inBest == null ? reason : inBest;
            left &= ~(1L << region);
        }
        boolean asksForNone = holdsIn(Regions.NONE, rule, "");
        reason = inBest == null ? reason : inBest;
        return asksForNone;
    }

    private boolean holdsIn(int region, RuleProgram rule, String where) {
        boolean holds = judge.holds(rule, pair, Verdict.WHOLE_MATCH, region, now);
        reason = holds ? null : judge.reason() + where;
        return holds;
    }

    /** Why the rule asked about last does not hold; for a rule about measurements, in the best region. */
    String reason() {
        return reason;
    }
}
