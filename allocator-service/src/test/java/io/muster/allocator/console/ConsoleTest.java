package io.muster.allocator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.Payloads;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ConsoleTest {

    @TestHTTPResource
    URI service;

    @Inject
    Database database;

    private final Api api = new Api("arena");

    @Test
    void listsHowPayloadsEnded() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();
        api.request().delete(api.path(id, "/payloads/" + payload)).then().statusCode(200);

        api.request()
                .get(api.path(id, "/terminations"))
                .then()
                .statusCode(200)
                .body("results[0].payload_id", equalTo(payload))
                .body("results[0].reason", equalTo("deleted"));
    }

    @Test
    void listsReservationsByState() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 2, 0, 0));
        api.awaitIds(id, "Ready", 1);
        api.reserve(id, Map.of()).then().statusCode(200);

        api.request()
                .queryParam("state", "active")
                .get(api.path(id, "/reservations"))
                .then()
                .statusCode(200)
                .body("results.size()", equalTo(1))
                .body("results[0].state", equalTo("ACTIVE"));
    }

    @Test
    void streamsPayloadsAsTheyChange() throws IOException, InterruptedException {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();

        try (BufferedReader events = stream(id)) {
            assertThat(events.lines().filter(line -> line.contains("\"uid\"")).findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains(payload));
        }
    }

    @Test
    void streamsTheAllocationAsItChanges() throws IOException, InterruptedException {
        String name = Api.uniqueName("a");
        String id = api.create(Api.simulated(name, 1, 1, 0, 0));

        try (BufferedReader events = stream(id)) {
            api.request()
                    .body(Api.simulated(name, 1, 7, 0, 0))
                    .put(api.path(id, ""))
                    .then()
                    .statusCode(200);

            assertThat(events.lines()
                            .filter(line -> line.contains("\"allocation\":") && line.contains("\"max\":7"))
                            .findFirst())
                    .hasValueSatisfying(line -> assertThat(line).contains(name));
        }
    }

    @Test
    void saysWhichReplicaKeepsTheOutputOfAPayload() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 1, 1, 0, 0));
        String payload = api.awaitIds(id, "Ready", 1).getFirst();
        database.inTransaction(session -> session.createNativeQuery(
                                "update payloads set node = 'another-replica' where allocation_id = cast(:id as uuid)")
                        .setParameter("id", id)
                        .executeUpdate())
                .await()
                .atMost(Duration.ofSeconds(60));

        api.request()
                .get(api.path(id, "/payloads/" + payload + "/logs"))
                .then()
                .statusCode(409)
                .body("message", containsString("another-replica"));
    }

    private BufferedReader stream(String allocation) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(service.resolve(api.path(allocation, "/stream")))
                .header("Authorization", "Bearer " + TestTokens.developer("arena", "dev"))
                .build();
        InputStream body = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofInputStream())
                .body();
        return new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
    }

    @Test
    void tellsOnlyWhatHasChanged() {
        KnownState known = new KnownState();
        Payload first = Payloads.ready("a");
        Payload second = Payloads.ready("b");
        Payload changed = Payloads.after(second, new PayloadCommand.ShutDown("deleted", false));

        assertThat(known.changes(List.of(), List.of(first, second))).hasSize(2);
        assertThat(known.changes(List.of(), List.of(first, changed)))
                .extracting(ChangeBody::uid)
                .containsExactly("b");
        assertThat(known.changes(List.of(), List.of(first))).containsExactly(ChangeBody.gone("b"));
    }

    @Test
    void hasNoOutputOfPayloadsThatNeverWere() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        api.request().get(api.path(id, "/payloads/aaaaa-bbbbb/logs")).then().statusCode(404);
    }
}
