package io.muster.match.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.config.ConfigReader;
import io.muster.match.engine.GroupingCheck.TeamTickets;
import io.muster.match.engine.TicketData.PlayerData;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds for every pool, whatever it is fed with. */
class MatchEnginePropertiesTest {

    private static final long START = 1_700_000_000_000L;

    @Property(tries = 150)
    void keepsEveryRuleAndEveryPartyWholeAndTakesNoTicketTwice(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 3) int teams,
            @ForAll @IntRange(min = 1, max = 5) int size) {
        RuleSet rules = rules(teams, size, new Random(seed));
        Map<String, TicketData> data = new TreeMap<>();
        Set<String> taken = new HashSet<>();
        simulate(rules, seed, size, data, (match, now) -> {
            match.tickets().forEach(ticket -> assertThat(taken.add(ticket.id())).isTrue());
            match.tickets()
                    .forEach(ticket -> assertThat(ticket.players())
                            .isEqualTo(data.get(ticket.id()).players().size()));
            assertThat(check(rules, match, now).violations()).isEmpty();
        });
    }

    @Property(tries = 50)
    void makesSameMatchesOfSameInput(@ForAll long seed) {
        assertThat(transcript(seed)).isEqualTo(transcript(seed));
    }

    @Property(tries = 40)
    void explainsEveryTicketThatIsLeft(@ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int size) {
        RuleSet rules = rules(2, size, new Random(seed));
        Random random = new Random(seed);
        List<TicketData> tickets = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            tickets.add(ticket("t" + i, START - random.nextInt(20_000), size, random));
        }
        Set<String> matched = new HashSet<>();
        new PoolSolver(rules, false, START)
                .solve(tickets, seed)
                .forEach(match -> match.tickets().forEach(ticket -> matched.add(ticket.id())));
        List<TicketData> left = tickets.stream()
                .filter(ticket -> !matched.contains(ticket.id()))
                .toList();
        Explainer explainer = new Explainer(rules, left, false, START);
        for (TicketData ticket : left) {
            assertThat(explainer.explain(ticket.id()).reasons()).isNotEmpty();
        }
    }

    @Property(tries = 60)
    void leavesNoPairThatCouldPlay(@ForAll long seed) {
        RuleSet rules = rules(2, 1, new Random(seed));
        Map<String, TicketData> data = new TreeMap<>();
        Set<String> matched = new HashSet<>();
        long end = simulate(
                rules, seed, 1, data, (match, now) -> match.tickets().forEach(ticket -> matched.add(ticket.id())));
        List<WaitingTicket> left = data.values().stream()
                .filter(ticket -> !matched.contains(ticket.id()))
                .map(rules::admit)
                .toList();
        PairCheck pairs = new PairCheck(rules, end);
        for (int i = 0; i < left.size(); i++) {
            for (int j = i + 1; j < left.size(); j++) {
                assertThat(pairs.couldMeet(left.get(i), left.get(j))).isFalse();
            }
        }
    }

    @Property(tries = 60)
    void leavesNoPairThatCouldPlayWhenFewMatchesAreWantedAtATime(@ForAll long seed) {
        RuleSet rules = rules(2, 1, new Random(seed));
        Random random = new Random(seed);
        MatchEngine engine = new MatchEngine(rules, Effort.LIVE, START);
        Map<String, WaitingTicket> waiting = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            WaitingTicket admitted = rules.admit(ticket("t" + i, START, 1, random));
            waiting.put(admitted.id(), admitted);
            engine.add(admitted);
            if (i % 20 == 19) {
                engine.run(START, 2, match -> match.tickets().forEach(ticket -> waiting.remove(ticket.id())));
            }
        }

        engine.run(START, match -> match.tickets().forEach(ticket -> waiting.remove(ticket.id())));

        PairCheck pairs = new PairCheck(rules, START);
        List<WaitingTicket> left = List.copyOf(waiting.values());
        for (int i = 0; i < left.size(); i++) {
            for (int j = i + 1; j < left.size(); j++) {
                assertThat(pairs.couldMeet(left.get(i), left.get(j))).isFalse();
            }
        }
    }

    private interface Observer {
        void found(Found match, long now);
    }

    /** Feeds a pool with random arrivals and departures, and answers when it ended. */
    private static long simulate(
            RuleSet rules, long seed, int largestParty, Map<String, TicketData> data, Observer observer) {
        Random random = new Random(seed);
        MatchEngine engine = new MatchEngine(rules, Effort.LIVE, START);
        List<WaitingTicket> waiting = new ArrayList<>();
        long now = START;
        for (int i = 0; i < 60; i++) {
            now += random.nextInt(500);
            if (random.nextInt(10) == 0 && !waiting.isEmpty()) {
                WaitingTicket gone = waiting.remove(random.nextInt(waiting.size()));
                engine.remove(gone);
                data.remove(gone.id());
            } else {
                TicketData ticket = ticket("t" + i, now, largestParty, random);
                data.put(ticket.id(), ticket);
                WaitingTicket admitted = rules.admit(ticket);
                waiting.add(admitted);
                engine.add(admitted);
            }
            long at = now;
            engine.run(now, match -> {
                waiting.removeAll(match.tickets());
                observer.found(match, at);
            });
        }
        long last = now + DueWheel.TICK_MILLIS; // what is due at the end is looked at within a tick
        engine.run(last, match -> observer.found(match, last));
        return now;
    }

    private static List<String> transcript(long seed) {
        List<String> lines = new ArrayList<>();
        RuleSet rules = rules(2, 3, new Random(seed));
        simulate(rules, seed, 3, new TreeMap<>(), (match, now) -> lines.add(now + " " + match.teams()));
        return lines;
    }

    private static GroupingCheck.Outcome check(RuleSet rules, Found match, long now) {
        List<TeamTickets> teams = match.teams().stream()
                .map(team -> new TeamTickets(team.definition(), team.tickets()))
                .toList();
        return new GroupingCheck(rules).check(teams, false, now);
    }

    private static TicketData ticket(String id, long createdAt, int largestParty, Random random) {
        List<PlayerData> players = new ArrayList<>();
        int size = 1 + random.nextInt(largestParty);
        double skill = 1000 + 200 * random.nextGaussian();
        for (int i = 0; i < size; i++) {
            Map<String, Object> custom = random.nextInt(20) == 0
                    ? Map.of("mode", "ctf")
                    : Map.of(
                            "skill",
                            skill + random.nextInt(20),
                            "mode",
                            random.nextBoolean() ? "ctf" : "ffa",
                            "healer",
                            1);
            players.add(new PlayerData(id + "." + i, custom, List.of()));
        }
        return new TicketData(id, 1, createdAt, Map.of(), Map.of(), players);
    }

    private static RuleSet rules(int teams, int size, Random random) {
        Map<String, Object> skill = Map.of(
                "name",
                "skill",
                "type",
                "Difference",
                "source",
                "Players.CustomData.skill",
                "reference",
                20 + random.nextInt(100),
                "relaxations",
                List.of(
                        Map.of("type", "ReferenceControl.Replace", "atSeconds", 2, "value", 200),
                        Map.of("type", "ReferenceControl.Replace", "atSeconds", 6, "value", 400)));
        Map<String, Object> mode = Map.of("name", "mode", "type", "Equality", "source", "Players.CustomData.mode");
        Map<String, Object> healers = Map.of(
                "name",
                "healers",
                "type",
                "GreaterThanEqual",
                "source",
                "Players.CustomData.healer.Count",
                "reference",
                1);
        Map<String, Object> team = Map.of(
                "name",
                "team",
                "teamCount",
                Map.of("min", Math.max(1, teams - random.nextInt(2)), "max", teams),
                "playerCount",
                Map.of("min", Math.max(1, size - random.nextInt(2)), "max", size),
                "teamRules",
                random.nextBoolean() ? List.of(healers) : List.of());
        Map<String, Object> document = Map.of(
                "matchDefinition",
                Map.of(
                        "teams",
                        List.of(team),
                        "matchRules",
                        random.nextBoolean() ? List.of(skill, mode) : List.of(skill)));
        return switch (ConfigReader.read("test", document)) {
            case ConfigReader.Result.Valid valid ->
                new RuleSet(valid.config().mainPool().orElseThrow());
            case ConfigReader.Result.Invalid invalid -> throw new AssertionError(invalid.violations());
        };
    }
}
