package io.muster.bench.engine;

import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketData.Measurement;
import io.muster.match.engine.TicketData.PlayerData;
import io.muster.match.rules.Adaptation;
import io.muster.match.rules.AgeScope;
import io.muster.match.rules.AgeType;
import io.muster.match.rules.CountRange;
import io.muster.match.rules.MatchDefinition;
import io.muster.match.rules.Relaxation;
import io.muster.match.rules.Rule;
import io.muster.match.rules.RuleType;
import io.muster.match.rules.SourceParser;
import io.muster.match.rules.SourceParser.Place;
import io.muster.match.rules.TeamDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * A kind of game with the players that come to it: skill normally distributed around 1500 with a deviation of 350, parties
 * of 1 to 5 in shares of 60, 20, 10, 6 and 4 percent where there are any.
 *
 * @param teams number of teams
 * @param size players of a team
 * @param parties some tickets hold more than one player
 * @param relaxing the skill rule widens after 5 and 10 seconds
 * @param regions players have measured four regions, lives near one of them, and accept 80 ms, after 10 seconds 200 ms
 * @param adaptation demand for closer company where many arrive, or null
 */
record Scenario(
        String name,
        int teams,
        int size,
        boolean parties,
        boolean relaxing,
        double tolerance,
        boolean regions,
        Adaptation adaptation) {

    static final long START = 1_700_000_000_000L;

    static final Scenario DUEL = new Scenario("1v1 by skill", 2, 1, false, false, 100);
    static final Scenario SOLO_FIVES = new Scenario("5v5, solo", 2, 5, false, false, 100);
    static final Scenario FIVES = new Scenario("5v5, parties, widening", 2, 5, true, true, 100);
    static final Scenario HUNDRED = new Scenario("100 players, solo, regions", 25, 4, false, true, 800, true, null);

    private static final List<String> REGIONS = List.of("eu", "us", "asia", "south");

    /** A kind of game in which nobody measures regions. */
    Scenario(String name, int teams, int size, boolean parties, boolean relaxing, double tolerance) {
        this(name, teams, size, parties, relaxing, tolerance, false, null);
    }

    /** The same with matches as close as the density of arrivals allows. */
    Scenario adapting() {
        return new Scenario(
                name + ", adaptive", teams, size, parties, relaxing, tolerance, regions, new Adaptation(1, 0.5));
    }

    private static final double[] PARTY_SHARES = {0.6, 0.8, 0.9, 0.96, 1};

    MatchDefinition definition() {
        List<Relaxation> relaxations =
                relaxing ? List.of(widen(5, 2 * tolerance), widen(10, 4 * tolerance)) : List.of();
        Rule skill = new Rule(
                "skill",
                RuleType.DIFFERENCE,
                SourceParser.parse("Players.CustomData.skill", Place.MATCH_RULE),
                tolerance,
                1,
                true,
                false,
                1,
                null,
                relaxations);
        TeamDefinition team =
                new TeamDefinition("team", CountRange.of(teams, teams), CountRange.of(size, size), List.of());
        return new MatchDefinition(List.of(team), regions ? List.of(skill, ping()) : List.of(skill), null, adaptation);
    }

    private static Rule ping() {
        return new Rule(
                "ping",
                RuleType.LESS_THAN_EQUAL,
                SourceParser.parse("Players.QosResults.Latency", Place.MATCH_RULE),
                80.0,
                1,
                true,
                false,
                1,
                null,
                List.of(widen(10, 200)));
    }

    private static Relaxation widen(double atSeconds, double reference) {
        return new Relaxation(Relaxation.Effect.REPLACE, AgeType.OLDEST, AgeScope.MATCH, atSeconds, reference);
    }

    /** A ticket that arrives at a time. */
    TicketData ticket(Random random, long number, long atMillis) {
        double skill = 1500 + 350 * random.nextGaussian();
        int players = parties ? partySize(random.nextDouble()) : 1;
        List<PlayerData> members = new ArrayList<>(players);
        for (int i = 0; i < players; i++) {
            double own = players == 1 ? skill : skill + 30 * random.nextGaussian();
            members.add(new PlayerData("p" + i, Map.of("skill", own), regions ? measured(random) : List.of()));
        }
        return new TicketData(new UUID(number, number).toString(), 1, atMillis, Map.of(), Map.of(), members);
    }

    /** Home is 15 to 45 ms away, the others 60 to 220. */
    private static List<Measurement> measured(Random random) {
        int home = random.nextInt(REGIONS.size());
        List<Measurement> measured = new ArrayList<>(REGIONS.size());
        for (int region = 0; region < REGIONS.size(); region++) {
            double latency = region == home ? 15 + random.nextInt(30) : 60 + random.nextInt(160);
            measured.add(new Measurement(REGIONS.get(region), 0, latency));
        }
        return measured;
    }

    private int partySize(double share) {
        int players = 1;
        while (share > PARTY_SHARES[players - 1]) {
            players++;
        }
        return Math.min(players, size);
    }
}
