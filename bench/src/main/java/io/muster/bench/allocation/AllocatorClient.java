package io.muster.bench.allocation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The orchestration API without anything between, spread over the replicas in turn. Safe for use by several threads. */
final class AllocatorClient {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final List<URI> replicas;
    private final String token;
    private final String allocations;
    private final AtomicInteger turn = new AtomicInteger();

    AllocatorClient(List<URI> replicas, String namespace, String token) {
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(PATIENCE)
                .build();
        this.replicas = replicas;
        this.token = token;
        this.allocations = "/api/v0/projects/" + namespace + "/allocations";
    }

    /** Creates an allocation of simulated payloads and answers its id. */
    String create(String name, int payloads, int seats, String labelValue) {
        String body = """
                {"name":"%s","runtime":"simulated","buffer":0,"min":%d,"max":%d,"labels":{"map":"%s"},
                 "payload_spec":{"seats":%d},"simulated":{"ready_ms":0,"life_ms":0}}""".formatted(name, payloads, payloads, labelValue, seats);
        return tree(send(request("").POST(HttpRequest.BodyPublishers.ofString(body)), 201))
                .path("result")
                .path("id")
                .asText();
    }

    /** Number of payloads in a published state. */
    int count(String allocation, String state) {
        return tree(send(request("/" + allocation).GET(), 200))
                .path("result")
                .path("status")
                .path("payloads")
                .path(state)
                .asInt();
    }

    void delete(String allocation) {
        JsonNode payloads = tree(send(
                        request("/" + allocation + "/payloads?state=Reserved").GET(), 200))
                .path("results");
        send(request("/" + allocation).DELETE(), 200);
        payloads.valueStream()
                .map(payload -> http.sendAsync(
                        request("/" + allocation + "/payloads/"
                                        + payload.path("id").asText() + "?force_delete=true")
                                .DELETE()
                                .build(),
                        HttpResponse.BodyHandlers.discarding()))
                .toList()
                .forEach(CompletableFuture::join);
    }

    /**
     * Asks for a reservation; completes with the status and, when it was granted, the payload's uid.
     *
     * @param body JSON of the request
     */
    CompletableFuture<Reply> reserve(String allocation, String body) {
        HttpRequest request = request("/" + allocation + "/reservations")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return http.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenApply(response -> {
            JsonNode result = tree(response.body()).path("result");
            return new Reply(response.statusCode(), result.path("uid").asText());
        });
    }

    /** The answer to a reservation. */
    record Reply(int status, String uid) {

        boolean granted() {
            return status == 200;
        }
    }

    URI anyReplica() {
        return replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size()));
    }

    String reservationsPath(String allocation) {
        return allocations + "/" + allocation + "/reservations";
    }

    String token() {
        return token;
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(anyReplica().resolve(allocations + path))
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private String send(HttpRequest.Builder request, int wanted) {
        try {
            HttpResponse<String> response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != wanted) {
                throw new IllegalStateException(
                        response.uri() + " answered " + response.statusCode() + ": " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private static JsonNode tree(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
