package io.muster.match.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The best set of matches of a handful of tickets: judges every set of tickets that could be one match and chooses those by
 * which most players play, then those who have waited longest, then the matches with the better scores.
 */
final class ExactPacking {

    /** Sets of tickets are bits, and plans are remembered by them. */
    private static final int MAX_TICKETS = 14;

    private static final int MAX_SETS = 4_096;
    private static final int STEPS_PER_SET = 20_000;

    private final RuleSet rules;
    private final boolean backfilling;
    private final long now;
    private final Judge judge;
    private final GroupSearch search;
    private final RegionChoice regions;
    private final Candidates candidates = new Candidates();
    private final int[] ranked = new int[Regions.LIMIT + 1];
    private final Map<Integer, Plan> plans = new HashMap<>();

    /** One possible match. */
    private record Option(int set, Found found, double age) {}

    /** What is made of some of the tickets. */
    private record Plan(int players, double age, double score, Option first, Plan rest) {

        static final Plan NOTHING = new Plan(0, 0, 0, null, null);

        Plan with(Option option) {
            int more = option.found().players();
            return new Plan(
                    players + more,
                    age + option.age(),
                    score + more * option.found().score(),
                    option,
                    this);
        }

        boolean isBetterThan(Plan other) {
            if (players != other.players) {
                return players > other.players;
            }
            return age != other.age ? age > other.age : score > other.score + 1e-9;
        }
    }

    ExactPacking(RuleSet rules, boolean backfilling, long now) {
        this.rules = rules;
        this.backfilling = backfilling;
        this.now = now;
        this.judge = new Judge(rules);
        this.search = new GroupSearch(rules, judge);
        this.regions = new RegionChoice(rules, judge);
    }

    /** The best matches, or nothing when there are too many tickets to try everything. */
    Optional<List<Found>> solve(List<TicketData> tickets) {
        if (tickets.size() > MAX_TICKETS) {
            return Optional.empty();
        }
        List<WaitingTicket> waiting = tickets.stream().map(rules::admit).toList();
        List<Integer> sets = new ArrayList<>();
        if (!enumerate(waiting, 0, 0, 0, sets)) {
            return Optional.empty();
        }
        List<Option> options = new ArrayList<>();
        sets.forEach(set -> match(waiting, set).ifPresent(options::add));
        List<Found> matches = new ArrayList<>();
        for (Plan plan = best((1 << waiting.size()) - 1, options); plan.first != null; plan = plan.rest) {
            matches.add(plan.first.found());
        }
        return Optional.of(matches);
    }

    /** Whether one of the tickets could be in some match, for few tickets. */
    boolean couldPlay(List<WaitingTicket> waiting, int position) {
        List<Integer> sets = new ArrayList<>();
        enumerate(waiting, 0, 0, 0, sets);
        return sets.stream()
                .anyMatch(
                        set -> (set >> position & 1) != 0 && match(waiting, set).isPresent());
    }

    /** Lists the sets that are not too large for a match; false when there are too many. */
    private boolean enumerate(List<WaitingTicket> waiting, int next, int set, int players, List<Integer> sets) {
        if (players > rules.maxPlayers()) {
            return true;
        }
        if (next == waiting.size()) {
            boolean enough = players >= (backfilling ? 1 : Math.max(1, rules.smallestPlayers()));
            if (enough) {
                sets.add(set);
            }
            return sets.size() <= MAX_SETS;
        }
        return enumerate(waiting, next + 1, set | 1 << next, players + waiting.get(next).players, sets)
                && enumerate(waiting, next + 1, set, players, sets);
    }

    /** A match of exactly these tickets, if the rules allow one. */
    private Optional<Option> match(List<WaitingTicket> waiting, int set) {
        candidates.clear();
        double age = 0;
        for (int i = 0; i < waiting.size(); i++) {
            if ((set >> i & 1) != 0) {
                candidates.add(waiting.get(i));
                age += waiting.get(i).age(now);
            }
        }
        candidates.seal();
        int count = regions.candidates(candidates.tickets[0], ranked);
        for (int i = 0; i < count; i++) {
            if (backfilling) {
                search.startRelaxed();
            } else {
                search.startEmpty();
            }
            if (search.search(candidates, candidates.size, Double.POSITIVE_INFINITY, ranked[i], now, STEPS_PER_SET)) {
                Found found = Findings.describe(rules, judge, search.best(), search.bestRegion(), null, now);
                return Optional.of(new Option(set, found, age));
            }
        }
        return Optional.empty();
    }

    /** The best that can be made of a set: its first ticket plays in one of its matches, or not at all. */
    private Plan best(int left, List<Option> options) {
        if (left == 0) {
            return Plan.NOTHING;
        }
        Plan known = plans.get(left);
        if (known != null) {
            return known;
        }
        int first = Integer.lowestOneBit(left);
        Plan best = Plan.NOTHING;
        for (Option option : options) {
            if ((option.set() & first) != 0 && (option.set() & ~left) == 0) {
                Plan plan = best(left & ~option.set(), options).with(option);
                best = plan.isBetterThan(best) ? plan : best;
            }
        }
        Plan without = best(left & ~first, options);
        best = without.isBetterThan(best) ? without : best;
        plans.put(left, best);
        return best;
    }
}
