package io.muster.match.config;

import static io.muster.match.config.Documents.config;
import static io.muster.match.config.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.admission.AdmissionCheck;
import io.muster.contracts.admission.Refusal;
import io.muster.contracts.ticket.Player;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tickets that no pool takes, from the filters to the refusal. */
class FilterNeedsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'operator':'Equal','value':'ranked' | {}",
                "'operator':'Equal','value':'ranked' | {'mode':'casual'}",
                "'operator':'Equal','value':40 | {'mode':'40'}",
                "'operator':'NotEqual','value':'ranked' | {}",
                "'operator':'LessThan','value':5 | {'mode':5}",
                "'operator':'GreaterThan','value':5 | {'mode':5}",
                "'min':1,'max':5 | {'mode':5}",
                "'min':1,'max':5 | {'mode':0.5}",
                "'min':2,'max':2 | {'mode':2.5}"
            })
    void namesTheAttributeThatNoPoolAccepts(String filter, String attributes) {
        assertThat(refusal(queue(filtered(filter)), attributes))
                .hasValueSatisfying(refusal -> assertThat(refusal.path()).isEqualTo("attributes.mode"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "'operator':'Equal','value':'ranked' | {'mode':'ranked'}",
                "'operator':'Equal','value':40 | {'mode':40.0}",
                "'operator':'NotEqual','value':'ranked' | {'mode':'casual'}",
                "'operator':'NotEqual','value':3 | {'mode':'x'}",
                "'operator':'LessThan','value':5 | {'mode':4}",
                "'min':1,'max':5 | {'mode':1}",
                "'min':2,'max':2 | {'mode':2}"
            })
    void letsInWhatAPoolAccepts(String filter, String attributes) {
        assertThat(refusal(queue(filtered(filter)), attributes)).isEmpty();
    }

    @Test
    void saysNothingOfExpressions() {
        String config =
                queue("{'name':'p','filters':[{'operator':'CEL','value':'attributes.mode == 1'}]," + LOGIC + "}");
        assertThat(refusal(config, "{}")).isEmpty();
    }

    @Test
    void onePoolThatTakesTheTicketIsEnough() {
        String config = queue(filtered("'operator':'Equal','value':'ranked'") + ","
                + filtered("'operator':'Equal','value':'casual'").replace("'name':'p'", "'name':'q'"));
        assertThat(refusal(config, "{'mode':'casual'}")).isEmpty();
    }

    private static final String LOGIC =
            "'matchLogic':{'matchDefinition':{'teams':[{'name':'team','teamCount':{'min':2,'max':2},"
                    + "'playerCount':{'min':1,'max':1}}]}}";

    private static String filtered(String filter) {
        return "{'name':'p','filters':[{'attribute':'mode'," + filter + "}]," + LOGIC + "}";
    }

    private static String queue(String pools) {
        return "{'filteredPools':[" + pools + "]}";
    }

    private static Optional<Refusal> refusal(String config, String attributes) {
        Player player = new Player("p", Map.of(), List.of());
        return AdmissionCheck.refusal(
                AdmissionWriter.write(config(config)).orElseThrow(),
                new AdmissionCheck.Ticket(json(attributes), Map.of(), List.of(player)));
    }
}
