package io.muster.match.engine;

import static io.muster.match.engine.PoolFixture.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.engine.OpenSeats.SeatedTeam;
import io.muster.match.engine.TicketData.Measurement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MatchEngineTest {

    private static final String DUEL = """
            {"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
             "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":100,
               "relaxations":[{"type":"ReferenceControl.Replace","ageType":"Oldest","atSeconds":5,"value":300}]}]}""";

    private static final String FOUR_ON_FOUR = """
            {"teams":[{"name":"red","teamCount":{"min":2,"max":2},"playerCount":{"min":3,"max":4}}],
             "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":500}]}""";

    @Test
    void matchesTwoPlayersOfLikeSkill() {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL).skilled("a", 0, 1000).skilled("b", 0, 1050);
        assertThat(pool.at(0)).singleElement().satisfies(match -> {
            assertThat(ids(match)).containsExactly("a", "b");
            assertThat(match.teams()).extracting(Found.FoundTeam::name).containsExactly("team0", "team1");
            assertThat(match.score()).isEqualTo(0.5);
        });
        assertThat(pool.engine.waiting()).isZero();
    }

    @Test
    void findsNoMoreMatchesThanAreWantedAndTheOthersLater() {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL);
        for (int i = 0; i < 1_000; i++) {
            pool.skilled("t" + i, 0, 1000);
        }
        List<Found> found = new ArrayList<>();

        pool.engine.run(PoolFixture.START, 300, found::add);
        assertThat(found).hasSize(300);
        pool.engine.run(PoolFixture.START, 150, found::add);
        assertThat(found).hasSize(450);
        pool.engine.run(PoolFixture.START, 150, found::add);

        assertThat(found).hasSize(500);
        assertThat(pool.engine.waiting()).isZero();
    }

    @Test
    void looksForCompanyOfTheOldestFirstWhenFewMatchesAreWanted() {
        PoolFixture pool =
                PoolFixture.ofDefinition(DUEL).skilled("young", 9, 1000).skilled("old", 0, 2000);
        pool.skilled("b", 9, 1000).skilled("c", 9, 2000);
        List<Found> found = new ArrayList<>();

        pool.engine.run(PoolFixture.START + 9_000, 1, found::add);

        assertThat(found)
                .singleElement()
                .satisfies(match -> assertThat(ids(match)).contains("old"));
    }

    @Test
    void leavesPlayersOfUnlikeSkillWaiting() {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL).skilled("a", 0, 1000).skilled("b", 0, 1101);
        assertThat(pool.at(0)).isEmpty();
        assertThat(pool.engine.waiting()).isEqualTo(2);
    }

    @Test
    void choosesNearestOpponent() {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL).skilled("a", 0, 1000).skilled("b", 0, 1150);
        pool.at(0);
        pool.skilled("c", 1, 1090);
        assertThat(pool.at(1))
                .singleElement()
                .satisfies(match -> assertThat(ids(match)).containsExactly("b", "c"));
    }

    @Test
    void matchesWhenRelaxationFallsDue() {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL).skilled("a", 0, 1000).skilled("b", 0, 1200);
        assertThat(pool.at(4.99)).isEmpty();
        assertThat(pool.engine.nextMillis()).isEqualTo(PoolFixture.START + 5000);
        assertThat(pool.at(5)).hasSize(1);
    }

    @Test
    void matchesWhenRuleAboutAgesBeginsToHold() {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL.replace(
                        "\"matchRules\":[",
                        "\"matchRules\":[{\"type\":\"GreaterThanEqual\",\"source\":\"Tickets.Age\",\"reference\":3},"))
                .skilled("a", 0, 1000)
                .skilled("b", 1, 1000);
        assertThat(pool.at(3.9)).isEmpty();
        assertThat(pool.engine.nextMillis()).isEqualTo(PoolFixture.START + 4000);
        assertThat(pool.at(4)).hasSize(1);
    }

    @Test
    void letsNewcomerUseTheOldestTicketsTolerance() {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL).skilled("a", 0, 1000);
        assertThat(pool.at(6)).isEmpty();
        pool.skilled("b", 6, 1300);
        assertThat(pool.at(6)).hasSize(1);
    }

    @Test
    void startsWithSixOfEight() {
        PoolFixture pool = PoolFixture.ofDefinition(FOUR_ON_FOUR)
                .skilled("party", 0, 1000, 1010, 1020)
                .skilled("b", 0, 1000)
                .skilled("c", 0, 1000);
        assertThat(pool.at(0)).isEmpty();
        pool.skilled("d", 1, 1000);
        assertThat(pool.at(1)).singleElement().satisfies(match -> {
            assertThat(match.players()).isEqualTo(6);
            assertThat(match.teams()).hasSize(2);
            assertThat(match.teams())
                    .allSatisfy(team -> assertThat(team.tickets().stream()
                                    .mapToInt(WaitingTicket::players)
                                    .sum())
                            .isEqualTo(3));
        });
    }

    @Test
    void fillsMatchWhenEnoughPlayersWait() {
        PoolFixture pool = PoolFixture.ofDefinition(FOUR_ON_FOUR);
        for (int i = 0; i < 8; i++) {
            pool.skilled("t" + i, 0, 1000);
        }
        assertThat(pool.at(0))
                .singleElement()
                .satisfies(match -> assertThat(match.players()).isEqualTo(8));
    }

    @Test
    void seatsPartiesOfThreeTwoTwoAndOne() {
        PoolFixture pool = PoolFixture.ofDefinition(FOUR_ON_FOUR.replace("\"min\":3", "\"min\":4"))
                .skilled("three", 0, 1, 1, 1)
                .skilled("two", 0, 1, 1)
                .skilled("deux", 0, 1, 1)
                .skilled("one", 0, 1);
        assertThat(pool.at(0)).singleElement().satisfies(match -> {
            assertThat(match.players()).isEqualTo(8);
            assertThat(match.teams()).extracting(team -> team.tickets().size()).containsExactlyInAnyOrder(2, 2);
        });
    }

    @Test
    void findsOneAgainstFour() {
        PoolFixture pool = PoolFixture.ofDefinition("""
                {"teams":[{"name":"monster","teamCount":{"min":1,"max":1},"playerCount":{"min":1,"max":1}},
                          {"name":"hunters","teamCount":{"min":1,"max":1},"playerCount":{"min":4,"max":4}}]}""");
        pool.party(
                        "hunters",
                        0,
                        PoolFixture.player("1", "{}"),
                        PoolFixture.player("2", "{}"),
                        PoolFixture.player("3", "{}"))
                .solo("x", 0, "{}");
        assertThat(pool.at(0)).isEmpty();
        pool.solo("y", 1, "{}");
        assertThat(pool.at(1))
                .singleElement()
                .satisfies(match -> assertThat(match.players()).isEqualTo(5));
    }

    @Test
    void keepsRolesPerTeam() {
        PoolFixture pool = PoolFixture.ofDefinition("""
                {"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":2,"max":2},
                  "teamRules":[{"name":"one tank","type":"Equality","source":"Players.CustomData.tank.Count","reference":1}]}]}""");
        pool.solo("t1", 0, "{\"tank\":1}")
                .solo("t2", 0, "{\"tank\":1}")
                .solo("t3", 0, "{\"tank\":1}")
                .solo("d1", 0, "{}");
        assertThat(pool.at(0)).isEmpty();
        pool.solo("d2", 1, "{}");
        assertThat(pool.at(1))
                .singleElement()
                .satisfies(match -> assertThat(match.teams())
                        .allSatisfy(team -> assertThat(team.tickets().stream()
                                        .filter(ticket -> ticket.id().startsWith("t")))
                                .hasSize(1)));
    }

    @Test
    void choosesRegionThatSuitsEveryone() {
        PoolFixture pool = PoolFixture.ofDefinition("""
                {"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
                 "matchRules":[{"name":"ping","type":"LessThan","source":"Players.QosResults.Latency","reference":100}]}""");
        pool.solo("a", 0, "{}", new Measurement("us", 0, 20), new Measurement("eu", 0, 80))
                .solo("b", 0, "{}", new Measurement("us", 0, 150), new Measurement("eu", 0, 30));
        assertThat(pool.at(0))
                .singleElement()
                .satisfies(match -> assertThat(match.region()).isEqualTo("eu"));
    }

    @Test
    void putsNewTicketIntoRunningMatchFirst() {
        PoolFixture pool = PoolFixture.ofDefinition(FOUR_ON_FOUR);
        OpenSeats seats = new OpenSeats(
                "backfill",
                3,
                PoolFixture.START,
                List.of(
                        new SeatedTeam("red0", "red", 4, List.of(PoolFixture.player("p", "{\"skill\":1000}"))),
                        new SeatedTeam("red1", "red", 4, List.of(PoolFixture.player("q", "{\"skill\":1000}")))),
                null,
                null);
        pool.engine.open(seats);
        pool.skilled("a", 0, 1100).skilled("far", 0, 2000).skilled("party", 0, 900, 900, 900);
        assertThat(pool.at(0)).singleElement().satisfies(match -> {
            assertThat(match.backfill().id()).isEqualTo("backfill");
            assertThat(ids(match)).containsExactly("a", "party");
        });
        assertThat(pool.engine.openMatches()).isZero();
    }

    @Test
    void makesMatchForHundredPlayers() {
        PoolFixture pool = PoolFixture.ofDefinition("""
                {"teams":[{"name":"squad","teamCount":{"min":20,"max":25},"playerCount":{"min":4,"max":4}}],
                 "matchRules":[{"name":"skill","type":"Difference","source":"Players.CustomData.skill","reference":1000}]}""");
        for (int i = 0; i < 100; i++) {
            pool.skilled("t" + i, 0, 1000 + i);
        }
        assertThat(pool.at(0))
                .singleElement()
                .satisfies(match -> assertThat(match.players()).isEqualTo(100));
    }

    @Test
    void keepsTicketsApartThatMustBeEqual() {
        PoolFixture pool = PoolFixture.ofDefinition("""
                {"teams":[{"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
                 "matchRules":[{"name":"map","type":"Equality","source":"Players.CustomData.map"}]}""");
        pool.solo("a", 0, "{\"map\":\"dune\"}")
                .solo("b", 0, "{\"map\":\"ice\"}")
                .solo("c", 0, "{}");
        assertThat(pool.at(0)).isEmpty();
        pool.solo("d", 1, "{\"map\":\"ice\"}");
        assertThat(pool.at(1))
                .singleElement()
                .satisfies(match -> assertThat(ids(match)).containsExactly("b", "d"));
    }

    @Test
    void forgetsTicketThatLeft() {
        PoolFixture pool = PoolFixture.ofDefinition(DUEL).skilled("a", 0, 1000);
        pool.at(0);
        pool.engine.remove(pool.tickets.get("a"));
        pool.skilled("b", 1, 1000);
        assertThat(pool.at(1)).isEmpty();
    }
}
