package io.muster.match.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Judges one given grouping instead of looking for one: everything that is wrong with it. */
public final class GroupingCheck {

    /**
     * What was found.
     *
     * @param region best region, or null when nobody measured any
     */
    public record Outcome(boolean valid, String region, List<Violation> violations) {}

    /** One rule that the grouping breaks. */
    public record Violation(String rule, String message) {}

    /** A team of the grouping: name of its definition and the tickets in it. */
    public record TeamTickets(String definition, List<WaitingTicket> tickets) {
        public TeamTickets {
            tickets = List.copyOf(tickets);
        }
    }

    private final RuleSet rules;
    private final Judge judge;
    private final RegionChoice regions;

    public GroupingCheck(RuleSet rules) {
        this.rules = rules;
        this.judge = new Judge(rules);
        this.regions = new RegionChoice(rules, judge);
    }

    /**
     * Judges a grouping.
     *
     * @param backfilling ranges count as fully relaxed
     */
    public Outcome check(List<TeamTickets> teams, boolean backfilling, long now) {
        List<Violation> violations = new ArrayList<>();
        Group group = new Group(rules.definitions());
        Set<WaitingTicket> seen = new HashSet<>();
        for (TeamTickets team : teams) {
            place(team, group, seen, violations);
        }
        judge.look(group, now);
        checkSizes(group, backfilling, now, violations);
        return checkRules(group, now, violations);
    }

    private void place(TeamTickets team, Group group, Set<WaitingTicket> seen, List<Violation> violations) {
        int definition = rules.definitionNamed(team.definition());
        if (definition < 0) {
            violations.add(new Violation("teams", "there is no team definition '" + team.definition() + "'"));
            return;
        }
        int number = group.open(definition, Integer.MAX_VALUE, null);
        for (WaitingTicket ticket : team.tickets()) {
            if (seen.add(ticket)) {
                group.add(number, ticket);
            } else {
                violations.add(new Violation("teams", "ticket " + ticket.id() + " is in the grouping twice"));
            }
        }
    }

    private void checkSizes(Group group, boolean backfilling, long now, List<Violation> violations) {
        for (int d = 0; d < rules.definitions(); d++) {
            String name = rules.definition(d).name();
            checkSize(
                    "teamCount",
                    "team '" + name + "' has",
                    group.instances(d),
                    judge.minimumTeams(d, backfilling),
                    rules.definition(d).teamCount().max(),
                    "instances",
                    violations);
        }
        for (int t = 0; t < group.size(); t++) {
            Group.Team team = group.team(t);
            checkSize(
                    "playerCount",
                    "team " + t + " ('" + rules.definition(team.definition).name() + "') has",
                    team.players,
                    judge.minimumPlayers(group, t, backfilling, now),
                    rules.definition(team.definition).playerCount().max(),
                    "players",
                    violations);
        }
    }

    private static void checkSize(
            String rule, String what, int actual, int min, int max, String unit, List<Violation> violations) {
        if (actual < min || actual > max) {
            String allowed = min == max ? Integer.toString(min) : min + " to " + max;
            violations.add(
                    new Violation(rule, what + ' ' + actual + ' ' + unit + " where " + allowed + " are allowed"));
        }
    }

    /** Rules are judged in each region; the one with the fewest violations counts, the better one on a tie. */
    private Outcome checkRules(Group group, long now, List<Violation> sizes) {
        List<Integer> candidates = regionsOf(group);
        Integer region = null;
        List<Violation> broken = null;
        for (Integer candidate : candidates) {
            List<Violation> there = brokenRules(group, candidate, now);
            if (broken == null || there.size() < broken.size()) {
                broken = there;
                region = candidate;
            }
        }
        List<Violation> all = new ArrayList<>(sizes);
        all.addAll(broken);
        boolean anyRegion = all.isEmpty() && region == Regions.NONE;
        int told = anyRegion ? regions.best(group, WaitingTicket.EVERY_REGION) : region;
        return new Outcome(all.isEmpty(), rules.regions().nameOf(told), all);
    }

    private List<Integer> regionsOf(Group group) {
        List<Integer> candidates = new ArrayList<>();
        long known = regions.known(group);
        long left = known == 0 && !rules.dependsOnRegion() ? WaitingTicket.EVERY_REGION : known;
        for (int best = regions.best(group, left); best != Regions.NONE; best = regions.best(group, left)) {
            candidates.add(best);
            left &= ~(1L << best);
        }
        if (candidates.isEmpty()) {
            candidates.add(Regions.NONE);
        }
        return candidates;
    }

    private List<Violation> brokenRules(Group group, int region, long now) {
        List<Violation> broken = new ArrayList<>();
        for (RuleProgram rule : rules.matchRules()) {
            if (!judge.holds(rule, group, Verdict.WHOLE_MATCH, region, now)) {
                broken.add(new Violation(rule.name(), judge.reason()));
            }
        }
        for (int t = 0; t < group.size(); t++) {
            for (RuleProgram rule : rules.teamRules(group.team(t).definition)) {
                if (!judge.holds(rule, group, t, region, now)) {
                    broken.add(new Violation(rule.name(), "team " + t + ": " + judge.reason()));
                }
            }
        }
        return broken;
    }
}
