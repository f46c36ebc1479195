package io.muster.match.dryrun;

import static io.muster.match.dryrun.DryRunFixture.broken;
import static io.muster.match.dryrun.DryRunFixture.duel;
import static io.muster.match.dryrun.DryRunFixture.grouping;
import static io.muster.match.dryrun.DryRunFixture.judgeGroup;
import static io.muster.match.dryrun.DryRunFixture.solo;
import static io.muster.match.dryrun.DryRunFixture.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.engine.GroupingCheck;
import org.junit.jupiter.api.Test;

/** Each type of rule as the documents describe it. */
class RuleTypesTest {

    @Test
    void differenceIsInclusive() {
        String rule = "{'name':'skill','type':'Difference','source':'Players.CustomData.skill','reference':100}";
        assertThat(broken(duel(rule), solo("a", 0, "{'skill':1000}"), solo("b", 0, "{'skill':1100}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 0, "{'skill':1000}"), solo("b", 0, "{'skill':1100.5}")))
                .containsExactly("skill");
    }

    @Test
    void doubleDifferenceIsDifference() {
        String rule = "{'name':'skill','type':'DoubleDifference','source':'Players.CustomData.skill','reference':0.5}";
        assertThat(broken(duel(rule), solo("a", 0, "{'skill':1.25}"), solo("b", 0, "{'skill':1.75}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 0, "{'skill':1.25}"), solo("b", 0, "{'skill':1.8}")))
                .containsExactly("skill");
    }

    @Test
    void equalityComparesTypesStrictly() {
        String rule = "{'name':'map','type':'Equality','source':'Players.CustomData.map'}";
        assertThat(broken(duel(rule), solo("a", 0, "{'map':40}"), solo("b", 0, "{'map':40.0}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 0, "{'map':40}"), solo("b", 0, "{'map':'40'}")))
                .containsExactly("map");
    }

    @Test
    void equalityHonoursReference() {
        String rule = "{'name':'map','type':'Equality','source':'Players.CustomData.map','reference':'ice'}";
        assertThat(broken(duel(rule), solo("a", 0, "{'map':'ice'}"), solo("b", 0, "{'map':'ice'}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 0, "{'map':'dune'}"), solo("b", 0, "{'map':'dune'}")))
                .containsExactly("map");
    }

    @Test
    void missingValueFailsRuleEvenWhenInverted() {
        String rule = "{'name':'map','type':'Equality','source':'Players.CustomData.map','not':true}";
        assertThat(broken(duel(rule), solo("a", 0, "{'map':'ice'}"), solo("b", 0, "{'map':'dune'}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 0, "{'map':'ice'}"), solo("b", 0, "{}")))
                .containsExactly("map");
    }

    @Test
    void comparisonsApplyToEveryValue() {
        for (String[] expected : new String[][] {
            {"LessThan", "9", "10"}, {"LessThanEqual", "10", "11"},
            {"GreaterThan", "11", "10"}, {"GreaterThanEqual", "10", "9"}
        }) {
            String rule =
                    "{'name':'level','type':'" + expected[0] + "','source':'Players.CustomData.level','reference':10}";
            String good = "{'level':" + expected[1] + "}";
            String bad = "{'level':" + expected[2] + "}";
            assertThat(broken(duel(rule), solo("a", 0, good), solo("b", 0, good)))
                    .as(expected[0])
                    .isEmpty();
            assertThat(broken(duel(rule), solo("a", 0, good), solo("b", 0, bad)))
                    .as(expected[0])
                    .containsExactly("level");
        }
    }

    @Test
    void inListTakesListedValuesOnly() {
        String rule = "{'name':'mode','type':'InList','source':'Players.CustomData.mode','reference':['ctf',2]}";
        assertThat(broken(duel(rule), solo("a", 0, "{'mode':'ctf'}"), solo("b", 0, "{'mode':2}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 0, "{'mode':'ctf'}"), solo("b", 0, "{'mode':'2'}")))
                .containsExactly("mode");
    }

    @Test
    void intersectionCountsSharedElements() {
        String rule = "{'name':'maps','type':'Intersection','source':'Players.CustomData.maps','overlap':2}";
        assertThat(broken(
                        duel(rule),
                        solo("a", 0, "{'maps':['dune','ice','sea']}"),
                        solo("b", 0, "{'maps':['sea','ice']}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 0, "{'maps':['dune','ice']}"), solo("b", 0, "{'maps':['sea','ice']}")))
                .containsExactly("maps");
    }

    @Test
    void aggregatesReduceTheInnermostCollection() {
        for (String[] expected : new String[][] {
            {"Players.CustomData.x.Sum", "10"},
            {"Players.CustomData.x.Avg", "2.5"},
            {"Players.CustomData.x.Median", "2.5"},
            {"Players.CustomData.x.Min", "1"},
            {"Players.CustomData.x.Max", "4"},
            {"Match.Players.Count", "4"},
            {"Tickets.Count", "3"},
            {"Teams.Count", "2"},
            {"Teams.Players.Count.Max", "2"},
            {"Tickets.Players.Count.Max", "2"},
            {"Teams.Players.CustomData.x.Sum.Min", "3"},
            {"Players.CustomData.y.Count", "1"}
        }) {
            String rule =
                    "{'name':'r','type':'Equality','source':'" + expected[0] + "','reference':" + expected[1] + "}";
            String config = "{'matchDefinition':{'teams':[{'name':'team','teamCount':{'min':2,'max':2},"
                    + "'playerCount':{'min':1,'max':4}}],'matchRules':[" + rule + "]}}";
            String tickets = ticket("a", 0, "{'x':1,'y':1}", "{'x':2}") + "," + solo("b", 0, "{'x':3}") + ","
                    + solo("c", 0, "{'x':4}");
            assertThat(judgeGroup(
                                    config,
                                    tickets,
                                    "[{'definition':'team','ticketIds':['a']},"
                                            + "{'definition':'team','ticketIds':['b','c']}]")
                            .violations())
                    .as(expected[0])
                    .isEmpty();
        }
    }

    @Test
    void teamRulesLookAtOneTeamOnly() {
        String config = """
                {'matchDefinition':{'teams':[{'name':'team','teamCount':{'min':2,'max':2},'playerCount':{'min':2,'max':2},
                  'teamRules':[{'name':'clan','type':'Equality','source':'Players.CustomData.clan'}]}]}}""";
        String tickets = solo("a", 0, "{'clan':'x'}") + "," + solo("b", 0, "{'clan':'x'}") + ","
                + solo("c", 0, "{'clan':'y'}") + "," + solo("d", 0, "{'clan':'y'}");
        assertThat(judgeGroup(config, tickets, grouping("team:a,b", "team:c,d")).valid())
                .isTrue();
        assertThat(judgeGroup(config, tickets, grouping("team:a,c", "team:b,d")).violations())
                .extracting(GroupingCheck.Violation::rule)
                .containsExactly("clan", "clan");
    }

    @Test
    void sizesAreJudgedToo() {
        String config = duel("");
        String tickets = solo("a", 0, "{}") + "," + solo("b", 0, "{}") + "," + solo("c", 0, "{}");
        assertThat(judgeGroup(config, tickets, grouping("team:a")).violations())
                .extracting(GroupingCheck.Violation::rule)
                .containsExactly("teamCount");
        assertThat(judgeGroup(config, tickets, grouping("team:a", "team:b,c")).violations())
                .extracting(GroupingCheck.Violation::rule)
                .containsExactly("playerCount");
    }
}
