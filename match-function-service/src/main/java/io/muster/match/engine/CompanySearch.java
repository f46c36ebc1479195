package io.muster.match.engine;

import io.muster.match.engine.RuleProgram.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Looks for company for one ticket, or for the open seats of one match: picks candidates and lets them be searched. */
final class CompanySearch {

    private final RuleSet rules;
    private final Effort effort;
    private final Judge judge;
    private final GroupSearch search;
    private final RegionChoice regions;
    private final PairFilter pairs;
    private final Candidates candidates = new Candidates();
    private final Candidates window = new Candidates();
    private final State leadingState = new State();
    private final int[] ranked = new int[Regions.LIMIT];

    private SkillIndex.Cursor cursor;
    private double distance;
    private boolean gaveUp;
    private boolean backfilling;

    CompanySearch(RuleSet rules, Effort effort) {
        this.rules = rules;
        this.effort = effort;
        this.judge = new Judge(rules);
        this.search = new GroupSearch(rules, judge);
        this.regions = new RegionChoice(rules, judge);
        this.pairs = new PairFilter(rules, judge);
    }

    /** Counts ranges as fully relaxed from now on. */
    void backfilling(boolean relaxed) {
        backfilling = relaxed;
    }

    /** Finds a new match with this ticket in it. */
    boolean matches(WaitingTicket seed, SkillIndex index, long now, long oldestMillis) {
        gaveUp = false;
        int count = regionsOf(seed);
        for (int i = 0; i < count; i++) {
            if (backfilling) {
                search.startRelaxed();
            } else {
                search.startEmpty();
            }
            start(seed, index, seed.key, now, oldestMillis);
            if (searchAround(seed, ranked[i], rules.maxPlayers(), now)) {
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
        start(seed, index, seed.key, now, Math.min(oldestMillis, seated.seats().createdAtMillis()));
        return searchAround(seed, region, seated.openSeats(), now);
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
        distance = bounded ? reach(seated.clock.age(now), now, oldest) : Double.POSITIVE_INFINITY;
        pairs.start(member, now, oldest);
        collect(region, effort.candidatesFor(seated.openSeats()));
        return candidates.size > 0 && run(false, region, now);
    }

    /** The match that was found. */
    Found found(Seated seated, long now) {
        return Findings.describe(rules, judge, search.best(), search.bestRegion(), seated, now);
    }

    /** Nothing was found, but not everything was looked at. */
    boolean gaveUp() {
        return gaveUp;
    }

    private int regionsOf(WaitingTicket seed) {
        ranked[0] = Regions.NONE;
        if (!rules.dependsOnRegion()) {
            return 1;
        }
        return seed.regions == WaitingTicket.EVERY_REGION ? 1 : regions.ranked(seed, ranked);
    }

    private int regionOf(Seated seated) {
        String region = seated.seats().region();
        return region == null || !rules.dependsOnRegion()
                ? Regions.NONE
                : rules.regions().numberOf(region);
    }

    private void start(WaitingTicket seed, SkillIndex index, double key, long now, long oldestMillis) {
        candidates.clear();
        candidates.add(seed);
        cursor = index.cursor();
        cursor.start(key);
        distance = reach(seed.age(now), now, oldestMillis);
        pairs.start(seed, now, oldestMillis);
    }

    /** How far from its key a ticket may find company at all. */
    private double reach(double age, long now, long oldestMillis) {
        if (rules.leading() == null) {
            return Double.POSITIVE_INFINITY;
        }
        double oldestAge = oldestMillis == Long.MAX_VALUE ? age : Math.max(0, now - oldestMillis) / 1000.0;
        rules.leading().mildest(age, 0, Math.max(age, oldestAge), leadingState);
        return leadingState.enabled ? leadingState.number : Double.POSITIVE_INFINITY;
    }

    /** Tries the nearest first; most matches are found there, and few tickets are touched. */
    private boolean searchAround(WaitingTicket seed, int region, int seats, long now) {
        int near = Math.max(4, 2 * seats);
        boolean more = collect(region, near);
        if (run(true, region, now)) {
            return true;
        }
        if (more) {
            collect(region, effort.candidatesFor(seats));
            if (run(true, region, now)) {
                return true;
            }
        }
        return gaveUp && searchWindows(seed, region, now);
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

    private boolean run(boolean required, int region, long now) {
        candidates.seal();
        boolean found = search.search(candidates, required, region, now, effort.steps());
        gaveUp |= search.gaveUp();
        return found;
    }

    /**
     * The tree over all candidates was too large. Within a window as wide as the leading rule allows, that rule cannot
     * fail, which leaves small trees; every match lies in one of the windows.
     */
    private boolean searchWindows(WaitingTicket seed, int region, long now) {
        if (rules.leading() == null || Double.isInfinite(distance)) {
            return false;
        }
        double[] starts = windowStarts(seed.key);
        int stride = Math.max(1, starts.length / effort.windows());
        for (int i = starts.length - 1; i >= 0; i -= stride) {
            window.keepWithin(candidates, starts[i], starts[i] + distance);
            if (search.search(window, true, region, now, effort.steps())) {
                return true;
            }
        }
        return false;
    }

    private double[] windowStarts(double key) {
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < candidates.size; i++) {
            if (candidates.tickets[i].key <= key) {
                starts.add(candidates.tickets[i].key);
            }
        }
        double[] sorted =
                starts.stream().mapToDouble(Double::doubleValue).distinct().toArray();
        Arrays.sort(sorted);
        return sorted;
    }
}
