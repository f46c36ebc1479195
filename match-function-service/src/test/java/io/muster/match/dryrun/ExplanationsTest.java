package io.muster.match.dryrun;

import static io.muster.match.dryrun.DryRunFixture.duel;
import static io.muster.match.dryrun.DryRunFixture.run;
import static io.muster.match.dryrun.DryRunFixture.solo;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.engine.Explanation.Reason;
import org.junit.jupiter.api.Test;

/** What is said to those who are left. */
class ExplanationsTest {

    @Test
    void explainsWhichRuleBindsAndWhenItRelaxes() {
        String rule = """
                {'name':'skill','type':'Difference','source':'Players.CustomData.skill','reference':100,
                 'relaxations':[{'type':'ReferenceControl.Replace','atSeconds':5,'value':300}]}""";
        DryRun.Outcome outcome =
                run(duel(rule), solo("a", 2, "{'skill':1000}") + "," + solo("b", 0, "{'skill':1250}"), "");
        assertThat(outcome.matches()).isEmpty();
        assertThat(outcome.unmatched()).hasSize(2).allSatisfy(ticket -> {
            assertThat(ticket.reasons().getFirst())
                    .satisfies(reason -> assertThat(reason.rule()).isEqualTo("skill"))
                    .satisfies(reason -> assertThat(reason.candidatesLeft()).isZero());
            assertThat(ticket.nextChangeInSeconds()).isEqualTo(3.0);
        });
    }

    @Test
    void explainsMissingData() {
        String rule = "{'name':'skill','type':'Difference','source':'Players.CustomData.skill','reference':100}";
        DryRun.Outcome outcome = run(duel(rule), solo("a", 0, "{}") + "," + solo("b", 0, "{'skill':1}"), "");
        assertThat(outcome.unmatched().getFirst().reasons().getFirst().message())
                .contains("Players.CustomData.skill", "missing");
    }

    @Test
    void explainsTeamRuleThatBinds() {
        String config = """
                {'matchDefinition':{'teams':[{'name':'team','teamCount':{'min':2,'max':2},'playerCount':{'min':1,'max':1},
                  'teamRules':[{'name':'one leader','type':'Equality','source':'Players.CustomData.leader.Count','reference':1}]}]}}""";
        DryRun.Outcome outcome = run(config, solo("a", 0, "{'leader':1}") + "," + solo("b", 0, "{}"), "");
        assertThat(outcome.unmatched().getFirst().reasons())
                .extracting(Reason::rule)
                .containsExactly("one leader");
    }

    @Test
    void explainsLackOfPlayers() {
        assertThat(run(duel(""), solo("a", 0, "{}"), "").unmatched().getFirst().reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.rule()).isEqualTo("playerCount"));
    }
}
