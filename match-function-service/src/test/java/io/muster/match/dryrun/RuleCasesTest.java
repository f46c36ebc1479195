package io.muster.match.dryrun;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.match.config.ConfigBody;
import io.muster.match.config.Expressions;
import io.muster.match.config.QueueRulesService;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
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
        return Stream.of(
                        "rule-types", "sources", "relaxations", "regions", "matches", "pools", "documents", "reference")
                .flatMap(RuleCase::of);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersAsTheDocumentsSay(RuleCase rules) {
        RuleCheck.check(rules, this::answer);
    }

    private JsonNode answer(ObjectNode request) {
        try {
            return JSON.valueToTree(resource.run("game", JSON.writeValueAsBytes(request)));
        } catch (HttpProblem problem) {
            return JSON.valueToTree(problem.getParameters());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
