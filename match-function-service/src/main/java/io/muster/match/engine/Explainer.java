package io.muster.match.engine;

import io.muster.match.engine.Explanation.Reason;
import io.muster.match.rules.MatchDefinition;
import io.muster.match.rules.Rule;
import io.muster.match.rules.TeamDefinition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Says why tickets are left: which candidates each rule takes away, whether enough players remain, which single rule a match
 * fails by, and when the next relaxation would change that. Asks the same judge and the same search that make matches.
 */
public final class Explainer {

    /** Searches spent on all explanations of one call. */
    private static final int MAX_PROBES = 20_000;

    private static final int MAX_TIMES = 128;

    /** So few tickets that every set of them can be tried. */
    private static final int FEW = 8;

    private final RuleSet rules;
    private final String defaultRegion;
    private final List<TicketData> waiting;
    private final List<WaitingTicket> admitted;
    private final Set<WaitingTicket> taken;
    private final boolean backfilling;
    private final long now;
    private int probes = MAX_PROBES;

    /** Explains tickets that nobody was taken away from. */
    public Explainer(RuleSet rules, List<TicketData> waiting, boolean backfilling, long now) {
        this(rules, waiting, List.of(), backfilling, now);
    }

    /**
     * Explains tickets of one pool.
     *
     * @param waiting tickets that nothing was found for; each is company for the others
     * @param taken tickets that others play with; whom the rules keep apart from them is told so
     */
    public Explainer(RuleSet rules, List<TicketData> waiting, List<TicketData> taken, boolean backfilling, long now) {
        this.rules = rules;
        this.defaultRegion = rules.defaultRegion();
        this.waiting = List.copyOf(waiting);
        this.admitted = waiting.stream().map(rules::admit).toList();
        this.taken = taken.stream().map(rules::admit).collect(Collectors.toCollection(LinkedHashSet::new));
        this.backfilling = backfilling;
        this.now = now;
    }

    /** Whether the ticket could be matched as it is, so that there is nothing to explain. */
    public boolean couldPlay(String ticketId) {
        return matches(rules, ticketId, now);
    }

    /** Explains one of the waiting tickets. */
    public Explanation explain(String ticketId) {
        int position = positionOf(ticketId);
        WaitingTicket ticket = admitted.get(position);
        List<Reason> reasons = new ArrayList<>();
        List<WaitingTicket> left = new ArrayList<>(admitted);
        left.remove(position);
        left.addAll(taken);
        if (fitsSomeTeam(ticket, reasons) && standsAlone(ticket, reasons)) {
            left = applyPairRules(ticket, left, reasons);
            List<WaitingTicket> free = new ArrayList<>(left);
            free.removeAll(taken);
            boolean enough = countPlayers(ticket, free, left.size() - free.size(), reasons);
            if (enough) {
                findBindingRule(ticketId, free.size(), reasons);
            }
        }
        return new Explanation(ticketId, reasons, nextChange(position));
    }

    private int positionOf(String ticketId) {
        int position = 0;
        while (!admitted.get(position).id().equals(ticketId)) {
            position++;
        }
        return position;
    }

    private boolean fitsSomeTeam(WaitingTicket ticket, List<Reason> reasons) {
        int largest = rules.definition().teams().stream()
                .mapToInt(team -> team.playerCount().max())
                .max()
                .orElse(0);
        if (ticket.players > largest) {
            reasons.add(new Reason(
                    "playerCount",
                    "the party has " + ticket.players + " players; the largest team takes " + largest,
                    0));
            return false;
        }
        return true;
    }

    /** A rule that the ticket breaks by itself leaves it no company at all. */
    private boolean standsAlone(WaitingTicket ticket, List<Reason> reasons) {
        PairCheck pairs = new PairCheck(rules, now);
        for (RuleProgram rule : rules.matchRules()) {
            if (rule.rule().source().isPlain() && rule.isMonotone() && !pairs.holds(rule, ticket, null)) {
                reasons.add(new Reason(rule.name(), pairs.reason(), 0));
            }
        }
        return reasons.isEmpty();
    }

    private List<WaitingTicket> applyPairRules(
            WaitingTicket ticket, List<WaitingTicket> company, List<Reason> reasons) {
        PairCheck pairs = new PairCheck(rules, now);
        List<WaitingTicket> left = company;
        for (RuleProgram rule : rules.matchRules()) {
            if (!pairs.concernsPairs(rule)) {
                continue;
            }
            List<WaitingTicket> survivors = new ArrayList<>();
            String firstReason = null;
            for (WaitingTicket other : left) {
                if (pairs.holds(rule, ticket, other)) {
                    survivors.add(other);
                } else if (firstReason == null) {
                    firstReason = "with ticket " + other.id + ": " + pairs.reason();
                }
            }
            if (firstReason != null) {
                reasons.add(new Reason(rule.name(), firstReason, survivors.size()));
            }
            left = survivors;
        }
        return left;
    }

    private boolean countPlayers(WaitingTicket ticket, List<WaitingTicket> left, int gone, List<Reason> reasons) {
        int together = ticket.players;
        Ages ages = new Ages();
        ages.reset();
        ages.include(ticket.age(now));
        for (WaitingTicket other : left) {
            together += other.players;
            ages.include(other.age(now));
        }
        int needed = 0;
        for (TeamDefinition team : rules.definition().teams()) {
            needed += Judge.minimum(team.teamCount(), ages, ages, backfilling)
                    * Judge.minimum(team.playerCount(), ages, ages, backfilling);
        }
        if (together < needed) {
            String others = gone == 0 ? "" : "; " + gone + " of the candidates play in other matches";
            reasons.add(new Reason(
                    "playerCount",
                    "a match needs at least " + needed + " players; " + together + " could play together" + others,
                    left.size()));
            return false;
        }
        return true;
    }

    /** Leaves out one rule after the other: where that alone makes a match, that rule binds. */
    private void findBindingRule(String ticketId, int candidates, List<Reason> reasons) {
        int before = reasons.size();
        for (Rule rule : allRules()) {
            RuleSet without = new RuleSet(without(rules.definition(), rule), defaultRegion);
            if (reasons.stream().noneMatch(reason -> reason.rule().equals(rule.name()))
                    && matches(without, ticketId, now)) {
                reasons.add(new Reason(rule.name(), "without this rule there would be a match", candidates));
            }
        }
        if (reasons.size() > before) {
            return;
        }
        boolean fillable = matches(new RuleSet(withoutAny(rules.definition()), defaultRegion), ticketId, now);
        String message = fillable
                ? "no group of the candidates keeps all rules together"
                : "the parties that could play together do not fill the teams";
        reasons.add(new Reason(fillable ? "matchRules" : "playerCount", message, candidates));
    }

    private List<Rule> allRules() {
        List<Rule> all = new ArrayList<>(rules.definition().matchRules());
        rules.definition().teams().forEach(team -> all.addAll(team.teamRules()));
        return all;
    }

    private static MatchDefinition without(MatchDefinition definition, Rule rule) {
        return definition.withRules(other -> !other.equals(rule));
    }

    private static MatchDefinition withoutAny(MatchDefinition definition) {
        return definition.withRules(rule -> false);
    }

    private boolean matches(RuleSet set, String ticketId, long at) {
        if (--probes < 0) {
            return false;
        }
        if (waiting.size() <= FEW) {
            List<WaitingTicket> fresh = waiting.stream().map(set::admit).toList();
            return new ExactPacking(set, backfilling, at).couldPlay(fresh, positionOf(ticketId));
        }
        MatchEngine engine = new MatchEngine(set, Effort.LIVE, at);
        engine.backfilling(backfilling);
        WaitingTicket asked = null;
        for (TicketData data : waiting) {
            WaitingTicket ticket = set.admit(data);
            asked = data.id().equals(ticketId) ? ticket : asked;
            engine.add(ticket);
        }
        return engine.wouldMatch(asked, at);
    }

    /** The first moment at which something relaxes and the ticket is matched, everybody else still waiting. */
    private Double nextChange(int position) {
        MatchEngine engine = new MatchEngine(rules, Effort.LIVE, now);
        engine.backfilling(backfilling);
        List<WaitingTicket> fresh = waiting.stream().map(rules::admit).toList();
        fresh.forEach(engine::add);
        for (long later : changes(fresh.get(position))) {
            if (--probes < 0) {
                return null;
            }
            boolean plays = fresh.size() <= FEW
                    ? new ExactPacking(rules, backfilling, now + later).couldPlay(fresh, position)
                    : engine.wouldMatch(fresh.get(position), now + later);
            if (plays) {
                return later / 1000.0;
            }
        }
        return null;
    }

    /** Milliseconds from now to each time at which a ticket, or a mean of ages, meets a threshold. */
    private List<Long> changes(WaitingTicket ticket) {
        TreeSet<Long> times = new TreeSet<>();
        List<Double> means = rules.averages() ? means(ticket) : List.of();
        for (double threshold : rules.thresholds()) {
            admitted.forEach(other -> addChange(times, threshold - other.age(now)));
            means.forEach(mean -> addChange(times, threshold - mean));
        }
        return times.stream().limit(MAX_TIMES).toList();
    }

    /** Mean ages of every group when there are few tickets, else of the pairs with one and of all together. */
    private List<Double> means(WaitingTicket ticket) {
        List<Double> means = new ArrayList<>();
        if (admitted.size() <= FEW) {
            for (int set = 1; set < 1 << admitted.size(); set++) {
                means.add(meanAge(set));
            }
            return means;
        }
        double sum = 0;
        for (WaitingTicket other : admitted) {
            sum += other.age(now);
            means.add((other.age(now) + ticket.age(now)) / 2);
        }
        means.add(sum / admitted.size());
        return means;
    }

    private double meanAge(int set) {
        double sum = 0;
        for (int i = 0; i < admitted.size(); i++) {
            sum += (set >> i & 1) * admitted.get(i).age(now);
        }
        return sum / Integer.bitCount(set);
    }

    private static void addChange(Set<Long> times, double seconds) {
        if (seconds > 0) {
            times.add((long) Math.ceil(Math.round(seconds * 1e6) / 1000.0));
        }
    }
}
