package io.muster.allocator.sessionmanager;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class SessionManagerTest {

    private static final String PATH = "/api/v0/projects/arena/sessions";

    private final Api api = new Api("arena");

    @Test
    void givesAPlayerASessionOfItsTypeAndKeepsItsConfigSecret() {
        String type = Api.uniqueName("type");
        Map<String, Object> body = new HashMap<>(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        body.put("annotations", Map.of("session_type", type));
        String allocation = api.create(body);
        String payload = api.awaitIds(allocation, "Ready", 1).getFirst();

        player(type)
                .body(Map.of("session_config", "map=garden"))
                .post(PATH)
                .then()
                .statusCode(200)
                .body("id", equalTo(payload))
                .body("address", notNullValue())
                .body("ports[0].name", equalTo("default"));

        player(type).get(PATH).then().statusCode(200).body("sessions[0].id", equalTo(payload));
        api.request()
                .get(api.path(allocation, "/payloads/" + payload))
                .then()
                .body("result.metadata.annotations", not(hasKey("session_config")));
        player(type).body("{}").post(PATH).then().statusCode(412);
    }

    @Test
    void knowsNoTypeThatNoAllocationServes() {
        player("nothing").body("{}").post(PATH).then().statusCode(404).body("message", notNullValue());
    }

    private static RequestSpecification player(String type) {
        return given().header("Authorization", "Bearer " + TestTokens.player("arena", "p1"))
                .contentType("application/json")
                .queryParam("session_type", type);
    }
}
