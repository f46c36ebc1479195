package io.muster.match.config;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.contracts.Topics;
import io.muster.contracts.config.ConfigPublished;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ConfigComponentTest {

    private static final String CONFIGS = "/{namespace}/matchmaking/api/v1/configs";

    private static final String DUEL = """
            {"Name":"duel","MatchDefinition":{"Teams":[{"Name":"team","TeamCount":{"Min":2,"Max":2},"PlayerCount":{"Min":1,"Max":1}}]},
             "TicketTimeoutMs":30000}""";

    private final String namespace = "config-" + UUID.randomUUID();

    @Test
    void keepsConfigInCanonicalForm() {
        developer().body(DUEL).put(CONFIGS + "/duel", namespace).then().statusCode(200);
        developer()
                .get(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("id", equalTo("duel"))
                .body("timeoutSeconds", equalTo(30))
                .body("matchDefinition.teams[0].teamCount.max", equalTo(2));
    }

    @Test
    void generatesIdOnCreate() {
        String id = developer()
                .body(DUEL)
                .post(CONFIGS, namespace)
                .then()
                .statusCode(200)
                .body("id", notNullValue())
                .extract()
                .path("id");
        developer().get(CONFIGS, namespace).then().statusCode(200).body("configs.id", hasItem(id));
    }

    @Test
    void listsErrorsOneByOne() {
        developer()
                .body("{\"matchDefinition\":{\"teams\":[{\"name\":\"t\",\"teamCount\":{\"min\":3,\"max\":2}}],"
                        + "\"matchRules\":[{\"type\":\"Nearness\",\"source\":\"Nowhere\"}]}}")
                .put(CONFIGS + "/bad", namespace)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("violations.path", hasItem("matchDefinition.teams[0].teamCount.min"))
                .body("violations.path", hasItem("matchDefinition.teams[0].playerCount"))
                .body("violations.path", hasItem("matchDefinition.matchRules[0].type"))
                .body("violations.path", hasItem("matchDefinition.matchRules[0].source"));
        developer().get(CONFIGS + "/bad", namespace).then().statusCode(404);
    }

    @Test
    void refusesLostUpdate() {
        developer().body(DUEL).put(CONFIGS + "/duel", namespace).then().statusCode(200);
        developer()
                .header("If-Match", "\"1\"")
                .body(DUEL)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"");
        developer()
                .header("If-Match", "\"1\"")
                .body(DUEL)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(412);
        developer()
                .header("If-None-Match", "*")
                .body(DUEL)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(409);
    }

    @Test
    void storesNothingInDryRun() {
        developer()
                .queryParam("dryRun", true)
                .body(DUEL)
                .put(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(200);
        developer().get(CONFIGS + "/duel", namespace).then().statusCode(404);
    }

    @Test
    void publishesCanonicalDocument() {
        try (EventProbe probe = EventProbe.on(Topics.CONFIGS)) {
            developer().body(DUEL).put(CONFIGS + "/duel", namespace).then().statusCode(200);
            ConfigPublished published = probe.await(
                    Topics.CONFIGS,
                    ConfigPublished.class,
                    event -> event.namespace().equals(namespace));
            org.assertj.core.api.Assertions.assertThat(published.document()).containsEntry("timeoutSeconds", 30);
        }
    }

    @Test
    void refusesIdsThatAreNoFileNames() {
        developer().body(DUEL).put(CONFIGS + "/{id}", namespace, "a:b").then().statusCode(400);
        developer()
                .body(DUEL)
                .put(CONFIGS + "/{id}", namespace, "nul.txt")
                .then()
                .statusCode(400);
    }

    @Test
    void isForDevelopersOfTheNamespaceOnly() {
        given().auth()
                .oauth2(TestTokens.player(namespace, "p"))
                .get(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(403);
        given().auth()
                .oauth2(TestTokens.developer("other", "d"))
                .get(CONFIGS + "/duel", namespace)
                .then()
                .statusCode(404);
        given().get(CONFIGS + "/duel", namespace).then().statusCode(401);
    }

    @Test
    void triesConfigOnTickets() {
        developer()
                .body("{\"config\":" + DUEL + ",\"tickets\":[{\"id\":\"a\",\"players\":[{\"id\":\"p\"}]},"
                        + "{\"id\":\"b\",\"players\":[{\"id\":\"q\"}]},{\"id\":\"c\",\"players\":[{\"id\":\"r\"}]}]}")
                .post("/{namespace}/matchmaking/api/v1/dry-run", namespace)
                .then()
                .statusCode(200)
                .body("matches", hasSize(1))
                .body("matches[0].teams.definition", not(hasItem("other")))
                .body("unmatched[0].reasons[0].rule", equalTo("playerCount"));
    }

    private RequestSpecification developer() {
        return given().auth().oauth2(TestTokens.developer(namespace, "dev")).contentType(ContentType.JSON);
    }
}
