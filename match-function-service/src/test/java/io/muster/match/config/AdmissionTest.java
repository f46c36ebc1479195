package io.muster.match.config;

import static io.muster.match.config.Documents.config;
import static io.muster.match.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.admission.AdmissionCheck;
import io.muster.contracts.admission.Refusal;
import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.QosResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a ticket must bring by itself, from the config that asks for it to the refusal. */
class AdmissionTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'type':'Difference','source':'Players.CustomData.x','reference':5 | {} | players[0].customData.x",
                "'type':'Difference','source':'Players.CustomData.x','reference':5 | {'x':'1'} | players[0].customData.x",
                "'type':'Difference','source':'Players.CustomData.x','reference':5,'not':true | {} | players[0].customData.x",
                "'type':'Difference','source':'Players.CustomData.x.Avg','reference':5 | {} | players[0].customData.x",
                "'type':'Difference','source':'Players.CustomData.x.y','reference':5 | {'x':{}} | players[0].customData.x.y",
                "'type':'Difference','source':'Players.CustomData.x','reference':-1 | {'x':1} | players[0].customData.x",
                "'type':'LessThan','source':'Players.CustomData.x','reference':5 | {'x':5} | players[0].customData.x",
                "'type':'GreaterThanEqual','source':'Players.CustomData.x','reference':5 | {'x':4} | players[0].customData.x",
                "'type':'InList','source':'Players.CustomData.x','reference':[1,'a'] | {'x':'1'} | players[0].customData.x",
                "'type':'Equality','source':'Players.CustomData.x','reference':'a' | {'x':'b'} | players[0].customData.x",
                "'type':'Intersection','source':'Players.CustomData.x','overlap':2 | {'x':['a']} | players[0].customData.x",
                "'type':'Intersection','source':'Players.CustomData.x' | {'x':'a'} | players[0].customData.x",
                "'type':'Equality','source':'Ticket.Data.room' | {} | data.room",
                "'type':'Equality','source':'Ticket.Attributes.room' | {} | attributes.room",
                "'type':'LessThan','source':'Players.QosResults.Latency','reference':5 | {} | players[0].qosResults"
            })
    void namesWhatOneTicketLacks(String rule, String data, String path) {
        assertThat(refusal(duel(rule), player(data)))
                .hasValueSatisfying(refusal -> assertThat(refusal.path()).isEqualTo(path))
                .hasValueSatisfying(refusal -> assertThat(refusal.message()).contains("'r'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'type':'Difference','source':'Players.CustomData.x','reference':5 | {'x':1}",
                "'type':'Difference','source':'Players.CustomData.x','reference':5,'not':true | {'x':1}",
                "'type':'Difference','source':'Players.CustomData.x','reference':5,'enableRule':false | {}",
                "'type':'Difference','source':'Players.CustomData.x','reference':5,'relaxations':[{'type':'RuleControl.Disable','atSeconds':9}] | {}",
                "'type':'LessThan','source':'Players.CustomData.x','reference':5,'relaxations':[{'type':'ReferenceControl.Replace','atSeconds':9,'value':6}] | {'x':5}",
                "'type':'InList','source':'Players.CustomData.x','reference':[1],'relaxations':[{'type':'ReferenceControl.Replace','atSeconds':9,'value':[2]}] | {'x':2}",
                "'type':'InList','source':'Players.CustomData.x','reference':[1],'not':true | {'x':1}",
                "'type':'GreaterThan','source':'Players.CustomData.x.Count','reference':0 | {}",
                "'type':'GreaterThan','source':'Players.CustomData.x.Avg','reference':5 | {'x':1}",
                "'type':'Difference','source':'Players.CustomData.x','reference':5,'externalData':{'cloudSave':{'default':3}} | {}",
                "'type':'Equality','source':'Players.Id' | {}",
                "'type':'LessThan','source':'Ticket.Age','reference':5 | {}"
            })
    void letsInWhatCompanyOrAgeCouldMend(String rule, String data) {
        assertThat(refusal(duel(rule), player(data))).isEmpty();
    }

    @Test
    void refusesPartyThatNoTeamSeats() {
        assertThat(refusal(duel(""), player("{}"), player("{}")))
                .hasValueSatisfying(refusal -> assertThat(refusal.rule()).isEqualTo("playerCount"));
    }

    @Test
    void refusesPartyWhoseMembersAreTooFarApart() {
        String config = duel("'type':'Difference','source':'Players.CustomData.x','reference':5")
                .replace("'playerCount':{'min':1,'max':1}", "'playerCount':{'min':1,'max':2}");
        assertThat(refusal(config, player("{'x':1}"), player("{'x':7}")))
                .hasValueSatisfying(refusal -> assertThat(refusal.path()).isEqualTo("players[1].customData.x"));
    }

    @Test
    void asksForOneRegionThatIsGoodEnoughForAll() {
        String config = duel("'type':'LessThan','source':'Players.QosResults.Latency','reference':50");
        QosResult far = new QosResult("eu", 0, 50);
        assertThat(refusal(config, measured(far))).isPresent();
        assertThat(refusal(config, measured(far, new QosResult("us", 0, 49)))).isEmpty();
    }

    @Test
    void whoMeasuredNothingMayPlayInTheDefaultRegion() {
        String config = duel("'type':'LessThan','source':'Players.QosResults.Latency','reference':50")
                .replace("{'matchDefinition'", "{'defaultQosRegion':'eu','matchDefinition'");
        assertThat(refusal(config, player("{}"))).isEmpty();
    }

    @Test
    void oneTeamThatTakesTheTicketIsEnough() {
        String config = """
                {'matchDefinition':{'teams':[
                  {'name':'tank','teamCount':{'min':1,'max':1},'playerCount':{'min':1,'max':1},'teamRules':[
                     {'name':'role','type':'Equality','source':'Players.CustomData.role','reference':'tank'}]},
                  {'name':'healer','teamCount':{'min':1,'max':1},'playerCount':{'min':1,'max':1},'teamRules':[
                     {'name':'role','type':'Equality','source':'Players.CustomData.role','reference':'healer'}]}]}}""";
        assertThat(refusal(config, player("{'role':'healer'}"))).isEmpty();
        assertThat(refusal(config, player("{'role':'scout'}"))).isPresent();
    }

    @Test
    void saysNothingOfQueuesThatAreOff() {
        assertThat(AdmissionWriter.write(
                        config(duel("").replace("{'matchDefinition'", "{'enabled':false,'matchDefinition'"))))
                .isEmpty();
    }

    @Test
    void saysNothingOfQueuesWithFunctionOfTheirOwn() {
        assertThat(AdmissionWriter.write(
                        config(duel("").replace("{'matchDefinition'", "{'function':'mine','matchDefinition'"))))
                .isEmpty();
    }

    private static String duel(String rule) {
        String rules = rule.isEmpty() ? "" : "{'name':'r'," + rule + "}";
        return "{'matchDefinition':{'teams':[{'name':'team','teamCount':{'min':2,'max':2},'playerCount':{'min':1,'max':1}}],"
                + "'matchRules':[" + rules + "]}}";
    }

    private static Player player(String data) {
        return new Player("p", json(data), List.of());
    }

    private static Player measured(QosResult... results) {
        return new Player("p", Map.of(), Arrays.asList(results));
    }

    private static Optional<Refusal> refusal(String config, Player... players) {
        return AdmissionCheck.refusal(
                AdmissionWriter.write(config(config)).orElseThrow(),
                new AdmissionCheck.Ticket(Map.of(), Map.of(), List.of(players)));
    }
}
