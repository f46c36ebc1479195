package io.muster.match.dryrun;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The published rule language, sentence by sentence, as a developer asks for it over HTTP. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class DryRunComponentTest {

    private static final String NAMESPACE = "dry-run";
    private static final String TOKEN = TestTokens.developer(NAMESPACE, "dev");

    static Stream<RuleCase> cases() {
        return RuleCase.of("reference");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersOverHttpAsTheDocumentsSay(RuleCase rules) {
        RuleCheck.check(rules, DryRunComponentTest::answer);
    }

    private static JsonNode answer(ObjectNode request) {
        String body = given().auth()
                .oauth2(TOKEN)
                .contentType(ContentType.JSON)
                .body(request.toString())
                .post("/{namespace}/matchmaking/api/v1/dry-run", NAMESPACE)
                .asString();
        return RuleCase.json(body);
    }
}
