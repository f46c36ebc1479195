package io.muster.allocator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Payloads as the Orchestration API documents them: fields, limits of labels and annotations, deletion, lists. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class PayloadContractTest {

    private final Api api = new Api("arena");

    @Test
    void showsEveryPublishedFieldOfAPayload() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();

        Map<String, Object> result = api.request()
                .get(api.path(id, "/payloads/" + payload))
                .jsonPath()
                .getMap("result");

        assertThat(result).containsKeys("cluster_id", "created").containsEntry("id", payload);
        assertThat(result).containsEntry("allocation_id", id);
        assertThat(Instant.parse((String) result.get("created"))).isBefore(Instant.now());
        assertThat(member(result, "metadata")).containsOnlyKeys("labels", "annotations");
        assertThat(member(result, "status")).containsKeys("address", "ports", "started");
        assertThat(member(result, "status")).containsEntry("state", "Ready");
    }

    @Test
    void listsPayloadsAsTheyAreShownAlone() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();

        assertThat(api.payloads(id).getMap("results[0]"))
                .isEqualTo(api.request()
                        .get(api.path(id, "/payloads/" + payload))
                        .jsonPath()
                        .getMap("result"));
    }

    @Test
    void copiesLabelsOfTheAllocationButNotItsAnnotations() {
        String id = api.create(Map.of(
                "name",
                Api.uniqueName("a"),
                "runtime",
                "simulated",
                "labels",
                Map.of("map", "garden"),
                "annotations",
                Map.of("session_type", Api.uniqueName("t"))));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();

        api.request()
                .get(api.path(id, "/payloads/" + payload))
                .then()
                .body("result.metadata.labels.map", equalTo("garden"))
                .body("result.metadata.annotations", anEmptyMap());
    }

    @Test
    void overwritesAnAnnotationOrCreatesIt() {
        String path = readyPayload();

        put(path, "annotation", "party", "2").then().statusCode(200).body("$", anEmptyMap());
        put(path, "annotation", "party", "3\n{\"ü\": []}").then().statusCode(200);

        api.request().get(path).then().body("result.metadata.annotations.party", equalTo("3\n{\"ü\": []}"));
    }

    @Test
    void removesAnAnnotation() {
        String path = readyPayload();
        put(path, "annotation", "party", "2").then().statusCode(200);

        api.request()
                .delete(path + "/metadata/annotation/party")
                .then()
                .statusCode(200)
                .body("$", anEmptyMap());

        api.request().get(path).then().body("result.metadata.annotations", anEmptyMap());
    }

    @Test
    void takesAnAnnotationOf65536Characters() {
        String path = readyPayload();

        put(path, "annotation", "map", "m".repeat(65_536)).then().statusCode(200);
        put(path, "annotation", "map", "m".repeat(65_537))
                .then()
                .statusCode(422)
                .body("message", containsString("65536"));
    }

    @Test
    void takesLabelsUpToTheirPublishedLimits() {
        String path = readyPayload();

        put(path, "label", "k".repeat(59), "v".repeat(63))
                .then()
                .statusCode(200)
                .body("$", anEmptyMap());
        put(path, "label", "a-b_c.d", "").then().statusCode(200);
        put(path, "label", "k".repeat(60), "v").then().statusCode(422).body("message", containsString("59"));
        put(path, "annotation", "k".repeat(60), "v").then().statusCode(422).body("message", containsString("59"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-a", "a-", "a b", "a/b", "ä", ""})
    void refusesKeysOutsideThePublishedCharacters(String key) {
        String path = readyPayload();

        put(path, "label", key, "v").then().statusCode(422);
        put(path, "annotation", key, "v").then().statusCode(422);
    }

    @Test
    void keepsAtMost64LabelsOfAPayload() {
        String path = readyPayload();
        for (int i = 0; i < 64; i++) {
            put(path, "label", "k" + i, "v").then().statusCode(200);
        }

        put(path, "label", "k0", "w").then().statusCode(200);
        put(path, "label", "k64", "v").then().statusCode(422).body("message", containsString("64"));
    }

    @Test
    void removesAReadyPayloadWithoutForceAndAnswersAnEmptyObject() {
        api.request().delete(readyPayload()).then().statusCode(200).body("$", anEmptyMap());
    }

    @Test
    void refusesAForceThatIsNeitherTrueNorFalse() {
        api.request()
                .queryParam("force_delete", "yes")
                .delete(readyPayload())
                .then()
                .statusCode(400)
                .body("message", containsString("force_delete"));
    }

    @Test
    void keepsPayloadsOfOneAllocationOutOfAnother() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String other = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();

        api.request().get(api.path(other, "/payloads/" + payload)).then().statusCode(404);
    }

    @Test
    void listsPayloadsByStateAndLabel() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 2, 3, 0, 0));
        List<String> ready = api.awaitIds(id, "Ready", 2);
        put(api.path(id, "/payloads/" + ready.getFirst()), "label", "map", "moon")
                .then()
                .statusCode(200);

        list(id, "state", "Reserved").then().statusCode(200).body("results.size()", equalTo(0));
        list(id, "state", "Ready").then().body("results.size()", equalTo(2)).body("total", equalTo(2));
        list(id, "label", "map=moon").then().body("results.id", contains(ready.getFirst()));
        list(id, "state", "Sleeping").then().statusCode(400).body("message", containsString("state"));
        list(id, "label", "moon").then().statusCode(400).body("message", containsString("label"));
    }

    @Test
    void listsPayloadsPageByPage() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 5, 5, 0, 0));
        List<String> all = api.awaitIds(id, "Ready", 5);
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            Response page = after == null
                    ? list(id, "limit", "2")
                    : api.request()
                            .queryParam("limit", 2)
                            .queryParam("after", after)
                            .get(api.path(id, "/payloads"));
            page.then().body("total", equalTo(5));
            seen.addAll(page.jsonPath().getList("results.id"));
            after = page.jsonPath().getString("next");
        } while (after != null);

        assertThat(seen).containsExactlyElementsOf(all);
    }

    @Test
    void refusesPagesBeyondTheirLimitsAndCursorsOfItsOwnMaking() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        list(id, "limit", "0").then().statusCode(400).body("message", containsString("limit"));
        list(id, "limit", "20001").then().statusCode(400).body("message", containsString("20000"));
        list(id, "after", "x").then().statusCode(400).body("message", containsString("after"));
    }

    private Response list(String allocation, String parameter, String value) {
        return api.request().queryParam(parameter, value).get(api.path(allocation, "/payloads"));
    }

    private Response put(String path, String kind, String key, String value) {
        return api.request().body(Map.of("key", key, "value", value)).put(path + "/metadata/" + kind);
    }

    private String readyPayload() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        return api.path(id, "/payloads/" + api.awaitIds(id, "Ready", 1).getFirst());
    }

    @SuppressWarnings("unchecked") // the members asked for are objects
    private static Map<String, Object> member(Map<String, Object> body, String name) {
        return (Map<String, Object>) body.get(name);
    }
}
