package io.muster.match.engine;

import io.muster.match.engine.RuleProgram.State;
import io.muster.match.rules.TeamDefinition;

/**
 * Finds the best valid group among candidates: a depth-first search that takes the nearest first, turns back as soon as a
 * rule is broken for good or a team can no longer be filled exactly, and prefers more players over fewer. Bounded by a
 * number of steps; {@link #gaveUp()} tells when the bound was met before all was seen.
 *
 * <p>Reused; belongs to one engine.
 */
final class GroupSearch {

    /** Steps spent on a fuller match after a first one is found. */
    private static final int IMPROVEMENT = 256;

    private static final long LAST_CHOICE = Long.MAX_VALUE;

    private final RuleSet rules;
    private final Judge judge;
    private final RegionChoice regionChoice;
    private final TeamBalance balance;
    private final Packing packing;
    private final Group group;
    private final Group best;
    private final State[] mildestMatch;
    private final State[][] mildestTeam;

    private Candidates candidates;
    private int requiredCount;
    private boolean backfilling;
    private boolean mayOpenTeams;
    private int region;
    private int chosenRegion;
    private int smallestPlayers;
    private int maxPlayers;
    private int seatedPlayers;
    private long now;
    private int budget;
    private boolean found;
    private boolean gaveUp;
    private boolean looked;

    GroupSearch(RuleSet rules, Judge judge) {
        this.rules = rules;
        this.judge = judge;
        this.regionChoice = new RegionChoice(rules, judge);
        this.balance = new TeamBalance(rules);
        this.packing = new Packing(rules);
        this.group = new Group(rules.definitions());
        this.best = new Group(rules.definitions());
        this.mildestMatch = states(rules.matchRules().length);
        this.mildestTeam = new State[rules.definitions()][];
        for (int d = 0; d < rules.definitions(); d++) {
            mildestTeam[d] = states(rules.teamRules(d).length);
        }
    }

    private static State[] states(int count) {
        State[] states = new State[count];
        for (int i = 0; i < count; i++) {
            states[i] = new State();
        }
        return states;
    }

    /** Starts a new match from nothing. */
    void startEmpty() {
        group.clear();
        backfilling = false;
        mayOpenTeams = true;
        smallestPlayers = rules.smallestPlayers();
        maxPlayers = rules.maxPlayers();
        seatedPlayers = 0;
    }

    /** As {@link #startEmpty()}, with ranges as relaxed as they can be. */
    void startRelaxed() {
        startEmpty();
        backfilling = true;
        smallestPlayers = 1;
    }

    /** Starts from a running match. */
    void startFrom(Seated seated) {
        group.clear();
        seated.seat(group);
        backfilling = true;
        mayOpenTeams = false;
        seatedPlayers = group.players();
        smallestPlayers = seatedPlayers + 1;
        maxPlayers = seatedPlayers + seated.openSeats();
    }

    /**
     * Searches.
     *
     * @param required so many of the first candidates must be in the match
     * @param ageBound groups are given up that are only valid by what a ticket above this age, in seconds, relaxes
     * @param inRegion region for rules that depend on one, or {@link Regions#NONE}
     * @param steps most nodes of the search tree to visit
     * @return whether {@link #best()} now holds a match
     */
    boolean search(Candidates among, int required, double ageBound, int inRegion, long at, int steps) {
        candidates = among;
        requiredCount = required;
        region = inRegion;
        now = at;
        budget = steps;
        found = false;
        gaveUp = false;
        looked = among.size > 0 && group.players() + among.playersFrom[0] >= smallestPlayers;
        if (looked && packing.applies()) {
            packing.count(among);
            looked = teamsCanBeFilled(0);
        }
        if (looked) {
            prepareBounds(ageBound);
            descend(0);
        }
        return found;
    }

    /** Whether a search among parties of these sizes could find anything: enough players, in parties that fit the teams. */
    boolean mayFill(PartySizes sizes) {
        boolean enough = group.players() + sizes.players() >= smallestPlayers;
        return enough && (backfilling || !packing.applies() || packing.fills(group, sizes));
    }

    /** There were enough players of fitting parties to look at all. */
    boolean looked() {
        return looked;
    }

    /** The match found last; valid until the next search. */
    Group best() {
        return best;
    }

    int bestRegion() {
        return chosenRegion;
    }

    /** The last search ended by its bound and might have found (more) with more steps. */
    boolean gaveUp() {
        return gaveUp;
    }

    private void prepareBounds(double ageBound) {
        double seedAge = candidates.tickets[0].age(now);
        double lowest = seedAge;
        double highest = seedAge;
        for (int i = 1; i < candidates.size; i++) {
            double age = candidates.tickets[i].age(now);
            lowest = Math.min(lowest, age);
            highest = Math.max(highest, age);
        }
        for (int t = 0; t < group.size(); t++) {
            if (group.team(t).size > 0) {
                highest = Math.max(highest, group.team(t).tickets[0].age(now));
            }
        }
        double certain = requiredCount > 0 ? seedAge : lowest;
        highest = Math.max(certain, Math.min(highest, ageBound));
        for (int i = 0; i < mildestMatch.length; i++) {
            rules.matchRules()[i].mildest(certain, lowest, highest, mildestMatch[i]);
        }
        for (int d = 0; d < mildestTeam.length; d++) {
            for (int i = 0; i < mildestTeam[d].length; i++) {
                rules.teamRules(d)[i].mildest(certain, lowest, highest, mildestTeam[d][i]);
            }
        }
    }

    /** Tries everything from candidate {@code i} on; true when the search is over. */
    private boolean descend(int i) {
        if (--budget < 0) {
            gaveUp = !found;
            return true;
        }
        int ahead = candidates.playersFrom[i];
        if (group.players() == maxPlayers || ahead == 0) {
            return accept();
        }
        boolean tooFew = group.players() + ahead < smallestPlayers;
        boolean noBetter = found && group.players() + Math.min(ahead, maxPlayers - group.players()) <= best.players();
        if (tooFew || noBetter || !teamsCanBeFilled(i)) {
            return false;
        }
        WaitingTicket ticket = candidates.tickets[i];
        if (group.players() + ticket.players <= maxPlayers) {
            for (long choice = nextChoice(ticket, -1); choice != LAST_CHOICE; choice = nextChoice(ticket, choice)) {
                if (place(ticket, choice, i)) {
                    return true;
                }
            }
        }
        return i >= requiredCount && descend(i + 1);
    }

    private boolean place(WaitingTicket ticket, long choice, int i) {
        int target = (int) choice;
        boolean opens = target >= group.size();
        int team = opens
                ? group.open(
                        target - group.size(),
                        rules.definition(target - group.size()).playerCount().max(),
                        null)
                : target;
        group.add(team, ticket);
        boolean over = !isBroken(team) && descend(i + 1);
        group.removeLast(team);
        if (opens) {
            group.closeLast();
        }
        return over;
    }

    /**
     * The next place for a ticket after the given one: the emptiest team first, so that teams grow alike; a team that is
     * needed counts as empty, one beyond the minimum comes last. The upper half orders, the lower half is the number of
     * an open team, or that of open teams plus the definition of a new one.
     */
    private long nextChoice(WaitingTicket ticket, long after) {
        long next = LAST_CHOICE;
        for (int t = 0; t < group.size(); t++) {
            Group.Team team = group.team(t);
            if (team.players + ticket.players <= team.seats) {
                next = earlier(next, after, 1000L * team.players / Math.max(1, team.seats), t);
            }
        }
        for (int d = 0; mayOpenTeams && d < rules.definitions(); d++) {
            TeamDefinition definition = rules.definition(d);
            boolean fits = ticket.players <= definition.playerCount().max();
            if (fits && group.instances(d) < definition.teamCount().max()) {
                boolean needed = group.instances(d) < definition.teamCount().min();
                next = earlier(next, after, needed ? 0 : 1001, group.size() + d);
            }
        }
        return next;
    }

    private static long earlier(long best, long after, long order, int target) {
        long choice = order << 32 | target;
        return choice > after && choice < best ? choice : best;
    }

    /** Some rule is broken in a way that no further ticket mends. */
    private boolean isBroken(int team) {
        RuleProgram[] matchRules = rules.matchRules();
        for (int i = 0; i < matchRules.length; i++) {
            if (mildestMatch[i].enabled
                    && !judge.holdsIn(mildestMatch[i], matchRules[i], group, Verdict.WHOLE_MATCH, region, now)) {
                return true;
            }
        }
        int definition = group.team(team).definition;
        RuleProgram[] teamRules = rules.teamRules(definition);
        for (int i = 0; i < teamRules.length; i++) {
            State mildest = mildestTeam[definition][i];
            if (mildest.enabled && !judge.holdsIn(mildest, teamRules[i], group, team, region, now)) {
                return true;
            }
        }
        return false;
    }

    /** Party sizes that lie ahead can bring every team that needs players to an allowed number. */
    private boolean teamsCanBeFilled(int i) {
        if (backfilling) {
            return true;
        }
        if (packing.applies()) {
            return packing.fills(group, candidates, i);
        }
        long sums = candidates.sumsFrom[i];
        for (int t = 0; t < group.size(); t++) {
            Group.Team team = group.team(t);
            int least = rules.definition(team.definition).playerCount().smallestMin();
            if (team.players < least && !reaches(sums, least - team.players, team.seats - team.players)) {
                return false;
            }
        }
        for (int d = 0; d < rules.definitions(); d++) {
            TeamDefinition definition = rules.definition(d);
            boolean needed = group.instances(d) < definition.teamCount().smallestMin();
            int least = definition.playerCount().smallestMin();
            if (needed && !reaches(sums, least, definition.playerCount().max())) {
                return false;
            }
        }
        return true;
    }

    private static boolean reaches(long sums, int least, int most) {
        if (most >= Long.SIZE - 1) {
            return true;
        }
        long wanted = (1L << (most + 1)) - (1L << least);
        return (sums & wanted) != 0;
    }

    /** Judges the complete group exactly; true when no fuller one can come. */
    private boolean accept() {
        if (group.players() < smallestPlayers
                || group.players() == seatedPlayers
                || (found && group.players() <= best.players())) {
            return false;
        }
        judge.look(group, now);
        // A running match is what it is: it takes whom it gets, however few are left in it.
        if (mayOpenTeams && !judge.bigEnough(group, backfilling, now)) {
            return false;
        }
        int suitable = balance.arrange(group) ? regionChoice.suitable(group, region, now) : RegionChoice.UNSUITABLE;
        if (suitable == RegionChoice.UNSUITABLE) {
            balance.restore(group);
            suitable = regionChoice.suitable(group, region, now);
        }
        boolean valid = suitable != RegionChoice.UNSUITABLE;
        if (valid) {
            chosenRegion = suitable;
            best.copy(group);
            found = true;
            budget = Math.min(budget, IMPROVEMENT);
        }
        balance.restore(group);
        return valid && group.players() == maxPlayers;
    }
}
