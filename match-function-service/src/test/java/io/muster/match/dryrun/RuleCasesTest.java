package io.muster.match.dryrun;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.match.config.ConfigBody;
import io.muster.match.config.Expressions;
import io.muster.match.config.QueueRulesService;
import io.muster.runtime.problem.Violation;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rule language, case by case, through the dry run that developers call. The answers in {@code rule-cases} were worked out
 * from the published documents and docs/match-rules.md, not from this implementation.
 */
class RuleCasesTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Expressions expressions = new Expressions();
    private final DryRunResource resource = new DryRunResource(
            new ConfigBody(JSON),
            new QueueRulesService(expressions),
            expressions,
            (call, source, logs) -> {
                throw new AssertionError("no case names a custom function");
            },
            InstantSource.fixed(Instant.ofEpochSecond(1_700_000_000)));

    static Stream<RuleCase> cases() {
        return Stream.of("rule-types", "sources", "relaxations", "regions", "matches", "pools", "documents")
                .flatMap(RuleCase::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersAsTheDocumentsSay(RuleCase rules) {
        if (rules.has("problems")) {
            assertThat(problems(rules)).containsExactlyInAnyOrderElementsOf(texts(rules.get("problems")));
            return;
        }
        if (rules.has("violations")) {
            checkJudgement(rules, run(rules.judgement()));
        }
        if (!rules.has("grouping")) {
            checkMatches(rules, run(rules.request()));
        }
    }

    private List<String> problems(RuleCase rules) {
        boolean judges = rules.has("grouping");
        HttpProblem[] problem = new HttpProblem[1];
        assertThatExceptionOfType(HttpProblem.class)
                .isThrownBy(() -> run(judges ? rules.judgement() : rules.request()))
                .satisfies(thrown -> problem[0] = thrown);
        List<?> violations = (List<?>) problem[0].getParameters().get("violations");
        return violations.stream()
                .map(Violation.class::cast)
                .map(Violation::path)
                .toList();
    }

    private static void checkJudgement(RuleCase rules, JsonNode answer) {
        assertThat(answer.get("violations").findValuesAsText("rule"))
                .as("violations of %s", answer)
                .containsExactlyElementsOf(texts(rules.get("violations")));
        assertThat(answer.get("valid").booleanValue())
                .isEqualTo(rules.get("violations").isEmpty());
        if (rules.has("region")) {
            assertThat(answer.get("region")).isEqualTo(rules.get("region"));
        }
    }

    private static void checkMatches(RuleCase rules, JsonNode answer) {
        JsonNode matches = answer.get("matches");
        JsonNode unmatched = answer.get("unmatched");
        if (rules.has("violations")) {
            assertThat(matches.size())
                    .as("matches of %s", answer)
                    .isEqualTo(rules.get("violations").isEmpty() ? 1 : 0);
        }
        if (rules.has("matches")) {
            assertThat(groups(matches)).as("matches of %s", answer).isEqualTo(sets(rules.get("matches")));
        }
        if (rules.has("teams")) {
            checkTeams(rules.get("teams"), matches);
        }
        if (rules.has("region") && !matches.isEmpty()) {
            assertThat(matches.get(0).get("region")).isEqualTo(rules.get("region"));
        }
        rules.get("definitions")
                .properties()
                .forEach(expected -> assertThat(definitionOf(expected.getKey(), matches))
                        .isEqualTo(expected.getValue().asText()));
        rules.get("pool")
                .properties()
                .forEach(expected -> assertThat(definitionOf(expected.getKey(), matches))
                        .as("pool of %s", expected.getKey())
                        .isEqualTo(expected.getValue().asText()));
        rules.get("left")
                .properties()
                .forEach(expected -> assertThat(
                                reason(expected.getKey(), unmatched).get("rule"))
                        .as("what keeps %s in %s", expected.getKey(), unmatched)
                        .isEqualTo(expected.getValue()));
        rules.get("candidatesLeft")
                .properties()
                .forEach(expected -> assertThat(
                                reason(expected.getKey(), unmatched).get("candidatesLeft"))
                        .isEqualTo(expected.getValue()));
        rules.get("next")
                .properties()
                .forEach(expected -> assertThat(ticket(expected.getKey(), unmatched)
                                .get("nextChangeInSeconds")
                                .asDouble(-1))
                        .as("next change of %s", expected.getKey())
                        .isEqualTo(expected.getValue().asDouble(-1)));
    }

    /** Which of several arrangements is taken does not matter. */
    private static void checkTeams(JsonNode allowed, JsonNode matches) {
        assertThat(matches.size()).isEqualTo(1);
        Set<Set<String>> teams = new HashSet<>();
        matches.get(0).get("teams").forEach(team -> teams.add(new TreeSet<>(texts(team.get("ticketIds")))));
        assertThat(Stream.iterate(0, i -> i < allowed.size(), i -> i + 1).map(i -> sets(allowed.get(i))))
                .contains(teams);
    }

    private static String definitionOf(String ticketId, JsonNode matches) {
        TreeMap<String, String> definitions = new TreeMap<>();
        matches.findParents("definition")
                .forEach(team -> texts(team.get("ticketIds"))
                        .forEach(
                                id -> definitions.put(id, team.get("definition").asText())));
        return definitions.get(ticketId);
    }

    private static JsonNode reason(String ticketId, JsonNode unmatched) {
        return ticket(ticketId, unmatched).get("reasons").get(0);
    }

    private static JsonNode ticket(String ticketId, JsonNode unmatched) {
        for (JsonNode ticket : unmatched) {
            if (ticket.get("ticketId").asText().equals(ticketId)) {
                return ticket;
            }
        }
        throw new AssertionError(ticketId + " is not left: " + unmatched);
    }

    private static Set<Set<String>> groups(JsonNode matches) {
        Set<Set<String>> groups = new HashSet<>();
        for (JsonNode match : matches) {
            Set<String> ids = new TreeSet<>();
            match.get("teams").forEach(team -> ids.addAll(texts(team.get("ticketIds"))));
            groups.add(ids);
        }
        return groups;
    }

    private static Set<Set<String>> sets(JsonNode lists) {
        Set<Set<String>> sets = new HashSet<>();
        lists.forEach(list -> sets.add(new TreeSet<>(texts(list))));
        return sets;
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private JsonNode run(ObjectNode request) {
        try {
            return JSON.valueToTree(resource.run("game", JSON.writeValueAsBytes(request)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
