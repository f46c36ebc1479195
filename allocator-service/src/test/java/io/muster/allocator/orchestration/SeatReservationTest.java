package io.muster.allocator.orchestration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.allocator.Api;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class SeatReservationTest {

    private static final Map<String, Object> SEAT =
            Map.of("selectors", List.of(Map.of("payload_state", "Reserved"), Map.of("payload_state", "Ready")));

    @TestHTTPResource
    URI service;

    private final Api api = new Api("arena");

    @Test
    void fillsSeatsToTheLastOne() {
        String id = payloadOfSeats(3);

        for (int i = 0; i < 3; i++) {
            api.reserve(id, SEAT).then().statusCode(200).body("result.seats.taken", equalTo(i + 1));
        }
        api.reserve(id, SEAT).then().statusCode(412);
    }

    @Test
    void fillsEverySeatWhenManyAskAtOnce() {
        String id = payloadOfSeats(60);
        HttpRequest request = HttpRequest.newBuilder(service.resolve(api.path(id, "/reservations")))
                .header("Authorization", "Bearer " + TestTokens.developer("arena", "dev"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"selectors\":[{\"payload_state\":\"Reserved\"},{\"payload_state\":\"Ready\"}]}"))
                .build();

        List<CompletableFuture<HttpResponse<Void>>> answers;
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            answers = IntStream.range(0, 70)
                    .mapToObj(_ -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
                    .toList();
        }

        assertThat(answers.stream().filter(answer -> answer.join().statusCode() == 200))
                .hasSize(60);
        assertThat(answers.stream().filter(answer -> answer.join().statusCode() == 412))
                .hasSize(10);
    }

    private String payloadOfSeats(int seats) {
        String id = api.create(Map.of(
                "name",
                Api.uniqueName("seats"),
                "runtime",
                "simulated",
                "buffer",
                0,
                "min",
                1,
                "max",
                1,
                "payload_spec",
                Map.of("seats", seats),
                "simulated",
                Map.of("ready_ms", 0, "life_ms", 0)));
        api.awaitIds(id, "Ready", 1);
        return id;
    }
}
