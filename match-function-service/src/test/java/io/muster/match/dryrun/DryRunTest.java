package io.muster.match.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.match.config.ConfigReader;
import io.muster.match.engine.Explanation.Reason;
import io.muster.match.engine.Found;
import io.muster.match.engine.GroupingCheck;
import io.muster.match.engine.WaitingTicket;
import io.muster.match.rules.MatchConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The rule language as the documents describe it, case by case. */
class DryRunTest {

    private static final String DUEL_TEAMS =
            "'teams':[{'name':'team','teamCount':{'min':2,'max':2},'playerCount':{'min':1,'max':1}}]";

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

    // --- helpers ---------------------------------------------------------------------------------------------------

    private static String duel(String rules) {
        return "{'matchDefinition':{" + DUEL_TEAMS + ",'matchRules':[" + rules + "]}}";
    }

    private static String solo(String id, double age, String data) {
        return ticket(id, age, data);
    }

    private static String ticket(String id, double age, String... players) {
        List<String> list = new ArrayList<>();
        for (String data : players) {
            list.add("{'id':'" + id + list.size() + "','customData':" + data + "}");
        }
        return "{'id':'" + id + "','ageSeconds':" + age + ",'players':[" + String.join(",", list) + "]}";
    }

    private static String attributed(String id, String attributes) {
        return "{'id':'" + id + "','attributes':" + attributes + ",'players':[{'id':'" + id + "'}]}";
    }

    private static String qos(String id, String... regions) {
        List<String> results = new ArrayList<>();
        for (String region : regions) {
            String[] parts = region.split(":", -1);
            results.add("{'regionId':'" + parts[0] + "','packetLoss':" + parts[1] + ",'latency':" + parts[2] + "}");
        }
        return "{'id':'" + id + "','players':[{'id':'" + id + "','qosResults':[" + String.join(",", results) + "]}]}";
    }

    private static String grouping(String... teams) {
        List<String> list = new ArrayList<>();
        for (String team : teams) {
            String[] parts = team.split(":", -1);
            list.add("{'definition':'" + parts[0] + "','ticketIds':['" + parts[1].replace(",", "','") + "']}");
        }
        return "[" + String.join(",", list) + "]";
    }

    /** Rules that a duel of two tickets breaks. */
    private static List<String> broken(String config, String one, String other) {
        return judgeGroup(config, one + "," + other, grouping("team:a", "team:b")).violations().stream()
                .map(GroupingCheck.Violation::rule)
                .toList();
    }

    private static GroupingCheck.Outcome judgeGroup(String config, String tickets, String grouping) {
        return dryRun(config, tickets, ",'grouping':" + grouping).judge();
    }

    private static DryRun.Outcome run(String config, String tickets, String more) {
        DryRun.Outcome outcome = dryRun(config, tickets, more).match();
        assertThat(outcome.matches().stream()
                                .mapToInt(match -> match.tickets().size())
                                .sum()
                        + outcome.unmatched().size())
                .isEqualTo(
                        json("{'tickets':[" + tickets + "]}").get("tickets") instanceof List<?> all ? all.size() : 0);
        for (Found match : outcome.matches()) {
            assertThat(match.score()).isBetween(0.0, 1.0);
        }
        return outcome;
    }

    private static DryRun dryRun(String config, String tickets, String more) {
        MatchConfig read = switch (ConfigReader.read("test", json(config))) {
            case ConfigReader.Result.Valid valid -> valid.config();
            case ConfigReader.Result.Invalid invalid -> throw new AssertionError(invalid.violations());
        };
        List<io.muster.runtime.problem.Violation> violations = new ArrayList<>();
        DryRunRequest request =
                DryRunReader.read(json("{'tickets':[" + tickets + "]" + more + "}"), 1_700_000_000_000L, violations);
        assertThat(violations).isEmpty();
        return new DryRun(read, (expression, attributes, players) -> false, request);
    }

    private static Map<String, Object> json(String text) {
        try {
            return new ObjectMapper().readValue(text.replace('\'', '"'), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
