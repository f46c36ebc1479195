package io.muster.bench.engine;

import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketData.PlayerData;
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
 */
record Scenario(String name, int teams, int size, boolean parties, boolean relaxing, double tolerance) {

    static final long START = 1_700_000_000_000L;

    static final Scenario DUEL = new Scenario("1v1 by skill", 2, 1, false, false, 100);
    static final Scenario FIVES = new Scenario("5v5, parties, widening", 2, 5, true, true, 100);
    static final Scenario HUNDRED = new Scenario("100 players, solo", 25, 4, false, true, 800);

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
        return new MatchDefinition(List.of(team), List.of(skill));
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
            members.add(new PlayerData("p" + i, Map.of("skill", own), List.of()));
        }
        return new TicketData(new UUID(number, number).toString(), 1, atMillis, Map.of(), Map.of(), members);
    }

    private int partySize(double share) {
        int players = 1;
        while (share > PARTY_SHARES[players - 1]) {
            players++;
        }
        return Math.min(players, size);
    }
}
