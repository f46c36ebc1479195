package io.muster.match.engine;

import io.muster.match.engine.RuleProgram.State;

/** Looks for company for one ticket, or for the open seats of one match: picks candidates and lets them be searched. */
final class CompanySearch {

    /** Older tickets, nearest first, around which a search is repeated with what their age allows. */
    private static final int MAX_ELDERS = 3;

    private final RuleSet rules;
    private final Effort effort;
    private final Judge judge;
    private final GroupSearch search;
    private final RegionChoice regions;
    private final WindowSearch windows;
    private final PairFilter pairs;
    private final Elders elders;
    private final Candidates candidates = new Candidates();
    private final State leadingState = new State();
    private final int[] ranked = new int[Regions.LIMIT + 1];

    private SkillIndex bucket;
    private SkillIndex.Cursor cursor;
    private double distance;
    private double oldestAge;
    private boolean gaveUp;
    private boolean backfilling;
    private ArrivalDensity density;
    private boolean heldBack;
    private boolean joining;

    CompanySearch(RuleSet rules, Effort effort, Elders elders) {
        this.rules = rules;
        this.effort = effort;
        this.elders = elders;
        this.judge = new Judge(rules);
        this.search = new GroupSearch(rules, judge);
        this.windows = new WindowSearch(search, effort.windows());
        this.regions = new RegionChoice(rules, judge);
        this.pairs = new PairFilter(rules, judge);
    }

    /** Counts ranges as fully relaxed from now on. */
    void backfilling(boolean relaxed) {
        backfilling = relaxed;
    }

    /** Looks no farther for company than the density of arrivals asks for, from now on. */
    void adaptTo(ArrivalDensity arrivals) {
        density = arrivals;
    }

    /** Nothing was found, but the rules would have allowed to look farther. */
    boolean heldBack() {
        return heldBack;
    }

    /** Finds a new match with this ticket in it. */
    boolean matches(WaitingTicket seed, SkillIndex index, long now, long oldestMillis) {
        gaveUp = false;
        heldBack = false;
        int count = regions.candidates(seed, ranked);
        for (int i = 0; i < count; i++) {
            if (backfilling) {
                search.startRelaxed();
            } else {
                search.startEmpty();
            }
            start(seed, index, now, oldestMillis);
            joining = false;
            if (pairs.fitsAlone(ranked[i]) && searchAround(seed.age(now), ranked[i], rules.maxPlayers(), now)) {
                return true;
            }
        }
        return false;
    }

    /** Finds a way for this ticket, and others with it, into a running match. */
    boolean joins(WaitingTicket seed, Seated seated, SkillIndex index, long now, long oldestMillis) {
        gaveUp = false;
        int region = regionOf(seated);
        if (region != Regions.NONE && !seed.knows(region)) {
            return false;
        }
        search.startFrom(seated);
        start(seed, index, now, Math.min(oldestMillis, seated.seats().createdAtMillis()));
        double age = Math.max(seed.age(now), seated.clock.age(now));
        joining = true;
        return searchAround(age, region, seated.openSeats(), now);
    }

    /** Finds tickets for a running match. */
    boolean fills(Seated seated, SkillIndex index, long now, long oldestMillis) {
        gaveUp = false;
        int region = regionOf(seated);
        search.startFrom(seated);
        candidates.clear();
        cursor = index.cursor();
        cursor.start(seated.isKeyed() ? seated.key() : 0);
        WaitingTicket member = seated.anyMember();
        long oldest = Math.min(oldestMillis, seated.seats().createdAtMillis());
        boolean bounded = seated.isKeyed() && rules.leading() != null;
        oldestAge = Math.max(0, now - oldest) / 1000.0;
        distance = bounded ? reach(seated.clock.age(now), oldestAge) : Double.POSITIVE_INFINITY;
        pairs.start(member, now, oldestAge);
        collect(region, effort.candidatesFor(seated.openSeats()));
        return candidates.size > 0 && run(0, Double.POSITIVE_INFINITY, region, now);
    }

    /** The match that was found. */
    Found found(Seated seated, long now) {
        return Findings.describe(rules, judge, search.best(), search.bestRegion(), seated, now);
    }

    /** A match that somebody else has found. */
    Found describe(Group group, int foundIn, long now) {
        return Findings.describe(rules, judge, group, foundIn, null, now);
    }

    /** Nothing was found, but not everything was looked at. */
    boolean gaveUp() {
        return gaveUp;
    }

    private int regionOf(Seated seated) {
        String region = seated.seats().region();
        return region == null || !rules.dependsOnRegion()
                ? Regions.NONE
                : rules.regions().numberOf(region);
    }

    private void start(WaitingTicket seed, SkillIndex index, long now, long oldestMillis) {
        candidates.clear();
        candidates.add(seed);
        bucket = index;
        cursor = index.cursor();
        cursor.start(seed.key);
        oldestAge = oldestMillis == Long.MAX_VALUE ? 0 : Math.max(0, now - oldestMillis) / 1000.0;
        pairs.start(seed, now, oldestAge);
    }

    /** How far from its key a ticket of some age may find company whose oldest member has at most another age. */
    private double reach(double age, double highestAge) {
        if (rules.leading() == null) {
            return Double.POSITIVE_INFINITY;
        }
        rules.leading().mildest(age, 0, highestAge, leadingState);
        return leadingState.enabled ? leadingState.number : Double.POSITIVE_INFINITY;
    }

    /**
     * Looks first at what the ticket's own age allows, the nearest company first: most matches are found there, and few
     * tickets are touched. What an older ticket would allow is looked at only around such a ticket.
     */
    private boolean searchAround(double age, int region, int seats, long now) {
        pairs.restart(age);
        distance = adapted(reach(age, age), age, now);
        int limit = effort.candidatesFor(seats);
        if (mayFindNearest(limit) && searchNearest(age, region, seats, limit, now)) {
            return true;
        }
        for (double threshold : rules.sortedThresholds()) {
            if (threshold > age && threshold <= oldestAge) {
                distance = adapted(reach(age, threshold), age, now);
                if (pairs.restart(threshold)) {
                    startOver();
                }
                if (!elders.mayBeNear(bucket, candidates.tickets[0].key, distance, now)) {
                    continue;
                }
                collect(region, limit);
                if (searchWithElders(threshold, region, now)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Few candidates first: where many wait, a match is among them. */
    private boolean searchNearest(double age, int region, int seats, int limit, long now) {
        boolean more = collect(region, Math.max(4, 2 * seats));
        if (searchCandidates(1, age, region, now)) {
            return true;
        }
        if (!more) {
            return false;
        }
        collect(region, limit);
        return searchCandidates(1, age, region, now);
    }

    private boolean mayFindNearest(int limit) {
        boolean tells = !joining && rules.maxPlayers() > 2 && !Double.isInfinite(distance);
        return !tells || windows.mayFind(candidates.tickets[0], cursor, distance, limit);
    }

    /** Lets those in that were left out as company of a young match. */
    private void startOver() {
        WaitingTicket seed = candidates.tickets[0];
        candidates.clear();
        candidates.add(seed);
        cursor.start(seed.key);
    }

    /** An open match is filled by whoever comes; a new one may wait for company closer to the party as it is. */
    private double adapted(double reach, double age, long now) {
        if (density == null || joining || Double.isInfinite(reach)) {
            return reach;
        }
        WaitingTicket seed = candidates.tickets[0];
        double limit = density.limit(seed.key, age, now) + seed.highest() - seed.lowest();
        heldBack |= limit < reach;
        return Math.min(reach, limit);
    }

    /** Looks for matches that hold an older ticket, whose age relaxes a rule for everybody. */
    private boolean searchWithElders(double threshold, int region, long now) {
        int tried = 0;
        for (int i = 1; i < candidates.size && tried < MAX_ELDERS; i++) {
            if (candidates.tickets[i].age(now) >= threshold) {
                tried++;
                candidates.moveToSecond(i);
                if (searchCandidates(2, threshold, region, now)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** A leading rule cuts the candidates into windows; in a match of two it has nothing to cut. */
    private boolean searchCandidates(int required, double ageBound, int region, long now) {
        boolean windowed = rules.leading() != null && !Double.isInfinite(distance);
        if (!windowed || candidates.size <= 2 || rules.maxPlayers() == 2) {
            return run(required, ageBound, region, now);
        }
        if (!search.mayFill(candidates.sizes)) {
            return false;
        }
        boolean found = windows.find(candidates, required, distance, ageBound, region, now, effort.steps());
        gaveUp |= windows.gaveUp();
        return found;
    }

    /** Takes candidates until there are so many; false when there are no more. */
    private boolean collect(int region, int limit) {
        WaitingTicket seed = candidates.size > 0 ? candidates.tickets[0] : null;
        int examined = 0;
        while (candidates.size < limit) {
            WaitingTicket next = cursor.next(distance);
            if (next == null) {
                return false;
            }
            if (next != seed && (region == Regions.NONE || next.knows(region)) && pairs.fits(next, region)) {
                candidates.add(next);
            }
            if (++examined > effort.examined()) {
                return false;
            }
        }
        return true;
    }

    private boolean run(int required, double ageBound, int region, long now) {
        candidates.seal();
        boolean found = search.search(candidates, required, ageBound, region, now, effort.steps());
        gaveUp |= search.gaveUp();
        return found;
    }
}
