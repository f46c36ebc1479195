package io.muster.match.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Asks a dry run what a case asks, and compares the answer with the one that follows from the documents. */
final class RuleCheck {

    private RuleCheck() {}

    /** A dry run, however it is reached: an answer, or the problem that refuses the request. */
    interface DryRunCall {
        JsonNode answer(ObjectNode request);
    }

    static void check(RuleCase rules, DryRunCall dryRun) {
        if (rules.has("problems")) {
            JsonNode problem = dryRun.answer(rules.has("grouping") ? rules.judgement() : rules.request());
            assertThat(problem.path("violations").findValuesAsText("path"))
                    .as("problems of %s", problem)
                    .containsExactlyInAnyOrderElementsOf(texts(rules.get("problems")));
            return;
        }
        if (rules.has("violations") || rules.has("valid")) {
            checkJudgement(rules, dryRun.answer(rules.judgement()));
        }
        if (!rules.has("grouping")) {
            checkMatches(rules, dryRun.answer(rules.request()));
        }
    }

    private static void checkJudgement(RuleCase rules, JsonNode answer) {
        if (rules.has("violations")) {
            assertThat(answer.get("violations").findValuesAsText("rule"))
                    .as("violations of %s", answer)
                    .containsExactlyElementsOf(texts(rules.get("violations")));
        }
        assertThat(answer.get("valid").booleanValue())
                .as("validity of %s", answer)
                .isEqualTo(
                        rules.has("valid")
                                ? rules.get("valid").booleanValue()
                                : rules.get("violations").isEmpty());
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
        if (rules.has("matched")) {
            assertThat(groups(matches).stream().mapToInt(Set::size).sum())
                    .as("tickets in matches of %s", answer)
                    .isEqualTo(rules.get("matched").asInt());
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
        rules.get("binds")
                .properties()
                .forEach(expected -> assertThat(binding(expected.getKey(), unmatched))
                        .as("what binds %s in %s", expected.getKey(), unmatched)
                        .isEqualTo(expected.getValue().asText()));
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

    /** The first rule that leaves no company. */
    private static String binding(String ticketId, JsonNode unmatched) {
        return ticket(ticketId, unmatched)
                .get("reasons")
                .valueStream()
                .filter(reason -> reason.get("candidatesLeft").asInt() == 0)
                .map(reason -> reason.get("rule").asText())
                .findFirst()
                .orElse(null);
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
}
