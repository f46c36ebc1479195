package io.muster.match.engine;

import io.muster.match.engine.RuleProgram.State;
import io.muster.match.rules.AgeScope;
import io.muster.match.rules.CountRange;
import io.muster.match.rules.Relaxation;
import io.muster.match.rules.TeamDefinition;

/**
 * Says whether a group is a valid match. The only place where rules are decided: search, dry run, explanation and tests
 * all ask here. Keeps scratch memory, so it belongs to one thread.
 */
final class Judge {

    private final RuleSet rules;
    private final Ages match = new Ages();
    private final Ages team = new Ages();
    private final State state = new State();
    private final Verdict verdict;

    Judge(RuleSet rules) {
        this.rules = rules;
        this.verdict = new Verdict();
    }

    /** Reads the ages of a group; needed before the other methods look at it. */
    void look(Group group, long now) {
        match.reset();
        for (int t = 0; t < group.size(); t++) {
            include(group.team(t), now, match);
        }
    }

    private static void include(Group.Team from, long now, Ages into) {
        for (int i = 0; i < from.size; i++) {
            into.include(from.tickets[i].age(now));
        }
    }

    /** Every team has enough players and every definition enough teams. Maxima are kept by whoever builds the group. */
    boolean bigEnough(Group group, boolean backfilling, long now) {
        for (int d = 0; d < rules.definitions(); d++) {
            if (group.instances(d) < minimum(rules.definition(d).teamCount(), match, match, backfilling)) {
                return false;
            }
        }
        for (int t = 0; t < group.size(); t++) {
            if (group.team(t).players < minimumPlayers(group, t, backfilling, now)) {
                return false;
            }
        }
        return true;
    }

    int minimumTeams(int definition, boolean backfilling) {
        return minimum(rules.definition(definition).teamCount(), match, match, backfilling);
    }

    int minimumPlayers(Group group, int number, boolean backfilling, long now) {
        TeamDefinition definition = rules.definition(group.team(number).definition);
        CountRange range = definition.playerCount();
        if (range.relaxations().isEmpty()) {
            return range.min();
        }
        team.reset();
        include(group.team(number), now, team);
        return minimum(range, match, team, backfilling);
    }

    /** While backfilling a range counts as fully relaxed. */
    static int minimum(CountRange range, Ages match, Ages team, boolean backfilling) {
        if (backfilling) {
            return range.relaxedMin();
        }
        int min = range.min();
        for (int i = 0; i < range.relaxations().size(); i++) {
            Relaxation relaxation = range.relaxations().get(i);
            Ages ages = relaxation.ageScope() == AgeScope.MATCH ? match : team;
            if (ages.of(relaxation.ageType()) >= relaxation.atSeconds()) {
                min = CountRange.minimumOf(relaxation);
            }
        }
        return min;
    }

    /** All match rules and all team rules of every team hold. */
    boolean allHold(Group group, int region, long now) {
        for (RuleProgram rule : rules.matchRules()) {
            if (!holds(rule, group, Verdict.WHOLE_MATCH, region, now)) {
                return false;
            }
        }
        for (int t = 0; t < group.size(); t++) {
            for (RuleProgram rule : rules.teamRules(group.team(t).definition)) {
                if (!holds(rule, group, t, region, now)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** One rule holds at the group's ages, for the whole match or one team. */
    boolean holds(RuleProgram rule, Group group, int number, int region, long now) {
        if (number != Verdict.WHOLE_MATCH && !rule.rule().relaxations().isEmpty()) {
            team.reset();
            include(group.team(number), now, team);
        }
        Ages scope = number == Verdict.WHOLE_MATCH ? match : team;
        if (rule.scopedToTicket()) {
            return holdsForEveryTicket(rule, group, number, region, now, scope);
        }
        rule.at(match, scope, 0, state);
        return verdict.of(rule, state, group, number, null, region, now);
    }

    private boolean holdsForEveryTicket(RuleProgram rule, Group group, int number, int region, long now, Ages scope) {
        int first = number == Verdict.WHOLE_MATCH ? 0 : number;
        int last = number == Verdict.WHOLE_MATCH ? group.size() - 1 : number;
        for (int t = first; t <= last; t++) {
            Group.Team members = group.team(t);
            for (int i = 0; i < members.size; i++) {
                rule.at(match, scope, members.tickets[i].age(now), state);
                if (!verdict.of(rule, state, group, number, members.tickets[i], region, now)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** A rule holds in a given state instead of the one that follows from the group's ages. */
    boolean holdsIn(State given, RuleProgram rule, Group group, int number, int region, long now) {
        return verdict.of(rule, given, group, number, null, region, now);
    }

    /**
     * Quality of a valid group, 0 to 1: the mean of how far each rule is from failing, weighted as the config says. A
     * team rule counts with its mean over the teams.
     */
    double score(Group group, int region, long now) {
        look(group, now);
        double sum = 0;
        double weights = 0;
        for (RuleProgram rule : rules.matchRules()) {
            holds(rule, group, Verdict.WHOLE_MATCH, region, now);
            sum += rule.rule().weight() * verdict.slack();
            weights += rule.rule().weight();
        }
        for (int t = 0; t < group.size(); t++) {
            for (RuleProgram rule : rules.teamRules(group.team(t).definition)) {
                holds(rule, group, t, region, now);
                sum += rule.rule().weight() * verdict.slack() / group.size();
                weights += rule.rule().weight() / group.size();
            }
        }
        return weights == 0 ? 1 : sum / weights;
    }

    /** Why the rule that was judged last does not hold, for people. */
    String reason() {
        return verdict.reason();
    }

    /** How far the rule that was judged last is from failing: 0 at the limit, 1 at best. */
    double slack() {
        return verdict.slack();
    }
}
