package io.muster.match.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.match.config.ConfigReader;
import io.muster.match.engine.Found;
import io.muster.match.engine.GroupingCheck;
import io.muster.match.rules.MatchConfig;
import io.muster.runtime.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Configs and tickets as JSON in single quotes, and what a dry run says of them. */
final class DryRunFixture {

    static final String DUEL_TEAMS =
            "'teams':[{'name':'team','teamCount':{'min':2,'max':2},'playerCount':{'min':1,'max':1}}]";

    private DryRunFixture() {}

    static String duel(String rules) {
        return "{'matchDefinition':{" + DUEL_TEAMS + ",'matchRules':[" + rules + "]}}";
    }

    static String solo(String id, double age, String data) {
        return ticket(id, age, data);
    }

    static String ticket(String id, double age, String... players) {
        List<String> list = new ArrayList<>();
        for (String data : players) {
            list.add("{'id':'" + id + list.size() + "','customData':" + data + "}");
        }
        return "{'id':'" + id + "','ageSeconds':" + age + ",'players':[" + String.join(",", list) + "]}";
    }

    static String attributed(String id, String attributes) {
        return "{'id':'" + id + "','attributes':" + attributes + ",'players':[{'id':'" + id + "'}]}";
    }

    static String qos(String id, String... regions) {
        List<String> results = new ArrayList<>();
        for (String region : regions) {
            String[] parts = region.split(":", -1);
            results.add("{'regionId':'" + parts[0] + "','packetLoss':" + parts[1] + ",'latency':" + parts[2] + "}");
        }
        return "{'id':'" + id + "','players':[{'id':'" + id + "','qosResults':[" + String.join(",", results) + "]}]}";
    }

    static String grouping(String... teams) {
        List<String> list = new ArrayList<>();
        for (String team : teams) {
            String[] parts = team.split(":", -1);
            list.add("{'definition':'" + parts[0] + "','ticketIds':['" + parts[1].replace(",", "','") + "']}");
        }
        return "[" + String.join(",", list) + "]";
    }

    /** Rules that a duel of two tickets breaks. */
    static List<String> broken(String config, String one, String other) {
        return judgeGroup(config, one + "," + other, grouping("team:a", "team:b")).violations().stream()
                .map(GroupingCheck.Violation::rule)
                .toList();
    }

    static GroupingCheck.Outcome judgeGroup(String config, String tickets, String grouping) {
        return dryRun(config, tickets, ",'grouping':" + grouping).judge();
    }

    static DryRun.Outcome run(String config, String tickets, String more) {
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

    static DryRun dryRun(String config, String tickets, String more) {
        MatchConfig read = switch (ConfigReader.read("test", json(config))) {
            case ConfigReader.Result.Valid valid -> valid.config();
            case ConfigReader.Result.Invalid invalid -> throw new AssertionError(invalid.violations());
        };
        List<Violation> violations = new ArrayList<>();
        DryRunRequest request =
                DryRunReader.read(json("{'tickets':[" + tickets + "]" + more + "}"), 1_700_000_000_000L, violations);
        assertThat(violations).isEmpty();
        return new DryRun(read, (expression, attributes, players) -> false, request);
    }

    static Map<String, Object> json(String text) {
        try {
            return new ObjectMapper().readValue(text.replace('\'', '"'), new TypeReference<>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
