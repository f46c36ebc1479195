package io.muster.match.dryrun;

import static io.muster.match.dryrun.DryRunFixture.DUEL_TEAMS;
import static io.muster.match.dryrun.DryRunFixture.attributed;
import static io.muster.match.dryrun.DryRunFixture.duel;
import static io.muster.match.dryrun.DryRunFixture.qos;
import static io.muster.match.dryrun.DryRunFixture.run;
import static io.muster.match.dryrun.DryRunFixture.solo;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.match.engine.Explanation.Reason;
import io.muster.match.engine.WaitingTicket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which matches are made of a few tickets, and where. */
class DryRunTest {

    @Test
    void regionIsTheOneWithLowestLossThenLatencyWhereRulesHold() {
        String config = duel("{'name':'ping','type':'LessThan','source':'Ticket.QosResults.Latency','reference':100}");
        String tickets = qos("a", "us:0.1:20", "eu:0:90") + "," + qos("b", "us:0.1:20", "eu:0:80");
        assertThat(run(config, tickets, "").matches())
                .singleElement()
                .satisfies(match -> assertThat(match.region()).isEqualTo("eu"));
        tickets = qos("a", "us:0.1:20", "eu:0:190") + "," + qos("b", "us:0.1:20", "eu:0:80");
        assertThat(run(config, tickets, "").matches())
                .singleElement()
                .satisfies(match -> assertThat(match.region()).isEqualTo("us"));
    }

    @Test
    void playerWithoutMeasurementsPlaysInDefaultRegionOnly() {
        String rule = "{'name':'ping','type':'LessThan','source':'Players.QosResults.Latency','reference':100}";
        String tickets = qos("a", "us:0:20", "eu:0:90") + "," + solo("b", 0, "{}");
        assertThat(run(duel(rule), tickets, "").matches()).isEmpty();
        String withDefault = duel(rule).replace("{'matchDefinition'", "{'DefaultQoSRegion':'eu','matchDefinition'");
        assertThat(run(withDefault, tickets, "").matches())
                .singleElement()
                .satisfies(match -> assertThat(match.region()).isEqualTo("eu"));
    }

    @Test
    void servesTicketsWithLittleCompanyFirst() {
        String rule = "{'name':'skill','type':'Difference','source':'Players.CustomData.skill','reference':100}";
        String tickets = solo("a", 0, "{'skill':0}") + "," + solo("b", 9, "{'skill':90}") + ","
                + solo("c", 0, "{'skill':100}") + "," + solo("d", 0, "{'skill':190}");
        assertThat(run(duel(rule), tickets, "").matches()).hasSize(2);
    }

    @Test
    void balancesTeamsWhenAsked() {
        String config = """
                {'matchDefinition':{'teams':[{'name':'team','teamCount':{'min':2,'max':2},'playerCount':{'min':2,'max':2}}],
                 'teamBalance':'Players.CustomData.skill'}}""";
        String tickets = solo("a", 0, "{'skill':100}") + "," + solo("b", 0, "{'skill':0}") + ","
                + solo("c", 0, "{'skill':100}") + "," + solo("d", 0, "{'skill':0}");
        assertThat(run(config, tickets, "").matches().getFirst().teams())
                .allSatisfy(team -> assertThat(team.tickets().stream().map(WaitingTicket::id))
                        .containsAnyOf("a", "c")
                        .containsAnyOf("b", "d"));
    }

    @Test
    void filteredPoolsTakeTicketsInOrder() {
        String definition = "{" + DUEL_TEAMS + "}";
        String config = "{'name':'ranked','enabled':true,'maxPlayersPerTicket':1,"
                + "'filteredPools':[{'name':'pc','enabled':true,'timeoutSeconds':60,'matchHosting':{'type':'MatchId'},"
                + "'filters':[{'attribute':'platform','operator':'Equal','value':'pc'}],"
                + "'matchLogic':{'name':'Rules','matchDefinition':" + definition + "}}],"
                + "'defaultPool':{'name':'rest','enabled':true,'timeoutSeconds':60,'matchHosting':{'type':'MatchId'},"
                + "'matchLogic':{'name':'Rules','matchDefinition':" + definition + "}}}";
        String tickets = attributed("a", "{'platform':'pc'}") + "," + attributed("b", "{'platform':'ps'}") + ","
                + attributed("c", "{'platform':'pc'}") + "," + attributed("d", "{}");
        assertThat(run(config, tickets, "").matches())
                .extracting(match ->
                        match.tickets().stream().map(WaitingTicket::id).sorted().toList())
                .containsExactlyInAnyOrder(List.of("a", "c"), List.of("b", "d"));
    }

    @Test
    void wrapperFormFiltersByRangeWithExclusiveMaximum() {
        String config = """
                {'Matchmaking':{'Name':'m','TargetFunction':{'Name':'Rule-Based'},
                  'Pools':{'standard':[{'attribute':'mode','min':1,'max':2},{'attribute':'build','min':7,'max':7}]},
                  'Config':{'Name':'c','MatchDefinition':{'Teams':[{'Name':'team','TeamCount':{'Min':2,'Max':2},
                     'PlayerCount':{'Min':1,'Max':1}}]},'TicketTimeoutMs':60000,'BackfillEnabled':false}}}""";
        String good = "{'mode':1.5,'build':7}";
        assertThat(run(config, attributed("a", good) + "," + attributed("b", good), "")
                        .matches())
                .hasSize(1);
        String bad = "{'mode':2,'build':7}";
        DryRun.Outcome outcome = run(config, attributed("a", good) + "," + attributed("b", bad), "");
        assertThat(outcome.matches()).isEmpty();
        assertThat(outcome.unmatched())
                .anySatisfy(ticket ->
                        assertThat(ticket.reasons()).extracting(Reason::rule).containsExactly("pool"));
    }
}
