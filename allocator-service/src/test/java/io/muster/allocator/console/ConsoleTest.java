package io.muster.allocator.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.allocator.payload.Payload;
import io.muster.allocator.payload.PayloadCommand;
import io.muster.allocator.payload.Payloads;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class ConsoleTest {

    @TestHTTPResource
    URI service;

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
        HttpRequest request = HttpRequest.newBuilder(service.resolve(api.path(id, "/stream")))
                .header("Authorization", "Bearer " + TestTokens.developer("arena", "dev"))
                .build();

        HttpResponse<InputStream> stream =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream events = stream.body()) {
            assertThat(new String(events.readNBytes(200), StandardCharsets.UTF_8))
                    .startsWith("data:")
                    .contains(payload);
        }
    }

    @Test
    void tellsOnlyWhatHasChanged() {
        Map<String, Long> known = new HashMap<>();
        Payload first = Payloads.ready("a");
        Payload second = Payloads.ready("b");
        Payload changed = Payloads.after(second, new PayloadCommand.ShutDown("deleted", false));

        assertThat(ChangeStreamService.changes(known, List.of(first, second))).hasSize(2);
        assertThat(ChangeStreamService.changes(known, List.of(first, changed)))
                .extracting(ChangeStreamService.ChangeBody::uid)
                .containsExactly("b");
        assertThat(ChangeStreamService.changes(known, List.of(first)))
                .containsExactly(new ChangeStreamService.ChangeBody("b", null));
    }

    @Test
    void hasNoOutputOfPayloadsThatNeverWere() {
        String id = api.create(Api.simulated(Api.uniqueName("a"), 0, 1, 0, 0));

        api.request().get(api.path(id, "/payloads/aaaaa-bbbbb/logs")).then().statusCode(404);
    }
}
