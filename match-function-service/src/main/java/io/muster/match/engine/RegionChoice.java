package io.muster.match.engine;

/**
 * Finds the region of a group: of all regions that everybody has measured, the one where the worst packet loss is lowest,
 * then the worst latency, and where all rules hold.
 */
final class RegionChoice {

    /** The rules do not hold in any region. */
    static final int UNSUITABLE = -2;

    private final RuleSet rules;
    private final Judge judge;

    private double worstLoss;
    private double worstLatency;

    RegionChoice(RuleSet rules, Judge judge) {
        this.rules = rules;
        this.judge = judge;
    }

    /**
     * The best region in which all rules hold.
     *
     * @param fallback region to judge in when nobody measured any, usually {@link Regions#NONE}
     * @return its number, {@link Regions#NONE} when there is none and none is needed, or {@link #UNSUITABLE}
     */
    int suitable(Group group, int fallback, long now) {
        long left = known(group);
        if (!rules.dependsOnRegion()) {
            // No rule asks for a region, so players far apart may meet, in the best region that any of them knows.
            long choice = left == 0 ? WaitingTicket.EVERY_REGION : left;
            return judge.allHold(group, fallback, now) ? best(group, choice) : UNSUITABLE;
        }
        for (int region = best(group, left); region != Regions.NONE; region = best(group, left)) {
            if (judge.allHold(group, region, now)) {
                return region;
            }
            left &= ~(1L << region);
        }
        boolean nobodyMeasured = known(group) == WaitingTicket.EVERY_REGION;
        if (nobodyMeasured && judge.allHold(group, fallback, now)) {
            return fallback;
        }
        boolean asksNoLonger = !rules.needsRegion() && judge.allHold(group, Regions.NONE, now);
        return asksNoLonger ? best(group, WaitingTicket.EVERY_REGION) : UNSUITABLE;
    }

    /** As {@link #suitable} for a group whose ages have not been looked at. */
    int judged(Group group, long now) {
        judge.look(group, now);
        return suitable(group, Regions.NONE, now);
    }

    /** The regions of a group, as a set: those that everyone who measured anything has measured. */
    long known(Group group) {
        long known = WaitingTicket.EVERY_REGION;
        for (int t = 0; t < group.size(); t++) {
            Group.Team team = group.team(t);
            for (int i = 0; i < team.size; i++) {
                known &= team.tickets[i].regions;
            }
        }
        return known;
    }

    /** The best of a set of regions, or {@link Regions#NONE} when nobody measured any of them. */
    int best(Group group, long among) {
        int best = Regions.NONE;
        double lowestLoss = Double.POSITIVE_INFINITY;
        double lowestLatency = Double.POSITIVE_INFINITY;
        for (int region = 0; region < rules.regions().count(); region++) {
            if ((among >>> region & 1) == 0 || !measure(group, region)) {
                continue;
            }
            if (best == Regions.NONE
                    || worstLoss < lowestLoss
                    || (worstLoss == lowestLoss && worstLatency < lowestLatency)) {
                best = region;
                lowestLoss = worstLoss;
                lowestLatency = worstLatency;
            }
        }
        return best;
    }

    private boolean measure(Group group, int region) {
        worstLoss = 0;
        worstLatency = 0;
        boolean measured = false;
        for (int t = 0; t < group.size(); t++) {
            Group.Team team = group.team(t);
            for (int i = 0; i < team.size; i++) {
                measured |= measure(team.tickets[i], region);
            }
        }
        return measured;
    }

    private boolean measure(WaitingTicket ticket, int region) {
        boolean measured = false;
        for (int player = 0; player < ticket.players; player++) {
            double loss = ticket.loss(player, region);
            if (!Double.isNaN(loss)) {
                measured = true;
                worstLoss = Math.max(worstLoss, loss);
                worstLatency = Math.max(worstLatency, ticket.latency(player, region));
            }
        }
        return measured;
    }

    /**
     * The regions that matches with a ticket are looked for in, best first, into {@code into}, which has room for one more
     * than {@link Regions#LIMIT}. Ends with {@link Regions#NONE} when the rules may ask for none. Answers how many.
     */
    int candidates(WaitingTicket ticket, int[] into) {
        boolean tellsApart = rules.dependsOnRegion() && ticket.regions != WaitingTicket.EVERY_REGION;
        int count = tellsApart ? ranked(ticket, into) : 0;
        if (!tellsApart || !rules.needsRegion()) {
            into[count++] = Regions.NONE;
        }
        return count;
    }

    /** The regions one ticket may play in, best first, into {@code into}; answers how many. */
    private int ranked(WaitingTicket ticket, int[] into) {
        Group alone = new Group(rules.definitions());
        alone.open(0, Integer.MAX_VALUE, null);
        alone.add(0, ticket);
        long left = ticket.regions;
        int count = 0;
        for (int region = best(alone, left); region != Regions.NONE; region = best(alone, left)) {
            into[count++] = region;
            left &= ~(1L << region);
        }
        return count;
    }
}
