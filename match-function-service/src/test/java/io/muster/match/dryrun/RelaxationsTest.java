package io.muster.match.dryrun;

import static io.muster.match.dryrun.DryRunFixture.broken;
import static io.muster.match.dryrun.DryRunFixture.duel;
import static io.muster.match.dryrun.DryRunFixture.run;
import static io.muster.match.dryrun.DryRunFixture.solo;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What age does to rules and sizes. */
class RelaxationsTest {

    @Test
    void disabledRuleAppliesOnceRelaxationEnablesIt() {
        String rule = """
                {'name':'skill','type':'Difference','source':'Players.CustomData.skill','reference':10,'enableRule':false,
                 'relaxations':[{'type':'RuleControl.Enable','atSeconds':30}]}""";
        assertThat(broken(duel(rule), solo("a", 29, "{'skill':1}"), solo("b", 0, "{'skill':50}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 30, "{'skill':1}"), solo("b", 0, "{'skill':50}")))
                .containsExactly("skill");
    }

    @Test
    void ageTypesLookAtDifferentTickets() {
        for (String[] expected : new String[][] {
            {"Oldest", "20", "0", "true"},
            {"Youngest", "20", "0", "false"},
            {"Youngest", "20", "10", "true"},
            {"Average", "20", "0", "true"},
            {"Average", "19", "0", "false"}
        }) {
            String rule = "{'name':'skill','type':'Difference','source':'Players.CustomData.skill','reference':10,"
                    + "'relaxations':[{'type':'ReferenceControl.Replace','ageType':'" + expected[0]
                    + "','atSeconds':10,'value':100}]}";
            boolean valid = broken(
                            duel(rule),
                            solo("a", Integer.parseInt(expected[1]), "{'skill':1}"),
                            solo("b", Integer.parseInt(expected[2]), "{'skill':50}"))
                    .isEmpty();
            assertThat(valid).as(String.join(" ", expected)).isEqualTo(Boolean.parseBoolean(expected[3]));
        }
    }

    @Test
    void largestTriggeredRelaxationWins() {
        String rule = """
                {'name':'skill','type':'Difference','source':'Players.CustomData.skill','reference':10,'relaxations':[
                  {'type':'ReferenceControl.Replace','atSeconds':20,'value':5},
                  {'type':'ReferenceControl.Replace','atSeconds':10,'value':100},
                  {'type':'RuleControl.Disable','atSeconds':30}]}""";
        assertThat(broken(duel(rule), solo("a", 10, "{'skill':1}"), solo("b", 0, "{'skill':50}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 20, "{'skill':1}"), solo("b", 0, "{'skill':50}")))
                .containsExactly("skill");
        assertThat(broken(duel(rule), solo("a", 30, "{'skill':1}"), solo("b", 0, "{'skill':50}")))
                .isEmpty();
    }

    @Test
    void ticketScopeHoldsEveryTicketToItsOwnAge() {
        String rule = """
                {'name':'level','type':'LessThan','source':'Players.CustomData.level','reference':10,'relaxations':[
                  {'type':'ReferenceControl.Replace','ageScope':'Ticket','atSeconds':10,'value':100}]}""";
        assertThat(broken(duel(rule), solo("a", 10, "{'level':50}"), solo("b", 0, "{'level':5}")))
                .isEmpty();
        assertThat(broken(duel(rule), solo("a", 10, "{'level':5}"), solo("b", 0, "{'level':50}")))
                .containsExactly("level");
    }

    @Test
    void minimumRelaxesWithAgeAndWhileBackfilling() {
        String config = """
                {'matchDefinition':{'teams':[{'name':'team','teamCount':{'min':1,'max':1},'playerCount':{'min':4,'max':4,
                  'relaxations':[{'type':'RangeControlReplaceMin','atSeconds':10,'value':2}]}}]}}""";
        assertThat(run(config, solo("a", 9, "{}") + "," + solo("b", 0, "{}"), "")
                        .matches())
                .isEmpty();
        assertThat(run(config, solo("a", 10, "{}") + "," + solo("b", 0, "{}"), "")
                        .matches())
                .hasSize(1);
        assertThat(run(config, solo("a", 0, "{}") + "," + solo("b", 0, "{}"), ",'backfilling':true")
                        .matches())
                .hasSize(1);
    }
}
