package io.muster.allocator;

import static io.restassured.RestAssured.given;

import io.muster.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** The orchestration API as a developer calls it, for tests. */
public final class Api {

    private final String namespace;
    private final String token;

    public Api(String namespace) {
        this.namespace = namespace;
        this.token = TestTokens.developer(namespace, "dev");
    }

    public static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    public RequestSpecification request() {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    public String path(String allocation, String rest) {
        return path() + "/" + allocation + rest;
    }

    /** Where allocations are. */
    public String path() {
        return "/api/v0/projects/" + namespace + "/allocations";
    }

    public String create(Map<String, Object> body) {
        Response response = request().body(body).post(path());
        if (response.statusCode() != 201) {
            throw new AssertionError(response.statusCode() + " " + response.asString());
        }
        return response.jsonPath().getString("result.id");
    }

    public static Map<String, Object> simulated(String name, int buffer, int max, long readyMillis, long lifeMillis) {
        return Map.of(
                "name",
                name,
                "region",
                "local",
                "runtime",
                "simulated",
                "buffer",
                buffer,
                "min",
                0,
                "max",
                max,
                "simulated",
                Map.of("ready_ms", readyMillis, "life_ms", lifeMillis));
    }

    public JsonPath payloads(String allocation) {
        return request().get(path(allocation, "/payloads")).jsonPath();
    }

    public List<String> ids(String allocation, String state) {
        return payloads(allocation).getList("results.findAll { it.status.state == '" + state + "' }.id");
    }

    public List<String> awaitIds(String allocation, String state, int count) {
        Awaitility.await(count + " payloads " + state)
                .atMost(java.time.Duration.ofSeconds(60))
                .pollInterval(java.time.Duration.ofMillis(20))
                .until(() -> ids(allocation, state).size() == count);
        return ids(allocation, state);
    }

    public Response reserve(String allocation, Map<String, Object> body) {
        return request().body(body).post(path(allocation, "/reservations"));
    }

    public void delete(String allocation) {
        request().delete(path(allocation, "")).then().statusCode(200);
    }
}
