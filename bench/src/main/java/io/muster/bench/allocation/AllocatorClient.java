package io.muster.bench.allocation;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.client.Endpoints;
import io.muster.client.RefusedException;
import io.muster.client.Service;
import io.muster.client.http.Call;
import io.muster.client.http.HttpTransport;
import io.muster.client.http.Json;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** The orchestration API without anything between, spread over the replicas in turn. Safe for use by several threads. */
final class AllocatorClient implements AutoCloseable {

    private static final int CONNECTIONS = 256;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Buffer NOTHING = Buffer.buffer("{}");

    private final Endpoints endpoints;
    private final HttpTransport transport;
    private final String token;
    private final String allocations;

    AllocatorClient(List<URI> replicas, String namespace, String token) {
        this.endpoints = Endpoints.gateway(replicas.getFirst()).with(Service.ALLOCATOR, replicas);
        this.transport = new HttpTransport(null, endpoints, CONNECTIONS);
        this.token = token;
        this.allocations = "/api/v0/projects/" + namespace + "/allocations";
    }

    /** The answer to a reservation that was granted. */
    record Reply(String uid, String reservation) {}

    /** Creates an allocation of simulated payloads and answers its id. */
    String create(String name, int payloads, int seats, String labelValue) {
        String body = """
                {"name":"%s","runtime":"simulated","buffer":0,"min":%d,"max":%d,"labels":{"map":"%s"},
                 "payload_spec":{"seats":%d},"simulated":{"ready_ms":0,"life_ms":0}}""".formatted(name, payloads, payloads, labelValue, seats);
        return send(Call.post(Service.ALLOCATOR, allocations, Buffer.buffer(body)))
                .path("result")
                .path("id")
                .asText();
    }

    /** Number of payloads in a published state. */
    int count(String allocation, String state) {
        return send(get(allocation))
                .path("result")
                .path("status")
                .path("payloads")
                .path(state)
                .asInt();
    }

    /** Deletes an allocation with all its payloads, reserved ones too. */
    void delete(String allocation) {
        JsonNode reserved =
                send(get(allocation + "/payloads?state=Reserved&limit=1000")).path("results");
        send(Call.delete(Service.ALLOCATOR, allocations + "/" + allocation));
        while (!reserved.isEmpty()) {
            CompletableFuture.allOf(reserved.valueStream()
                            .map(payload ->
                                    deleted(allocation, payload.path("id").asText()))
                            .toArray(CompletableFuture<?>[]::new))
                    .join();
            reserved = send(get(allocation + "/payloads?state=Reserved&limit=1000"))
                    .path("results");
        }
    }

    /**
     * Asks for a reservation; fails when none is granted.
     *
     * @param body JSON of the request
     */
    CompletableFuture<Reply> reserve(String allocation, Buffer body) {
        Call call =
                Call.post(Service.ALLOCATOR, reservationsPath(allocation), body).timeout(PATIENCE);
        return transport.send(call, token).thenApply(answer -> {
            JsonNode result = Json.tree(answer.body()).path("result");
            return new Reply(
                    result.path("uid").asText(), result.path("reservation_id").asText());
        });
    }

    /** Says that players are there, so that the reservation does not end by its time limit. */
    void confirm(String allocation, String reservation) {
        String path = reservationsPath(allocation) + "/" + reservation + "/confirmation";
        send(Call.post(Service.ALLOCATOR, path, NOTHING));
    }

    /** Why each reservation of an allocation has ended; empty text for those that have not. */
    Stream<String> reservations(String allocation) {
        return send(get(allocation + "/reservations"))
                .path("results")
                .valueStream()
                .map(reservation -> reservation.path("reason").asText());
    }

    URI anyReplica() {
        return endpoints.next(Service.ALLOCATOR);
    }

    String reservationsPath(String allocation) {
        return allocations + "/" + allocation + "/reservations";
    }

    String token() {
        return token;
    }

    private CompletableFuture<?> deleted(String allocation, String payload) {
        String path = allocations + "/" + allocation + "/payloads/" + payload + "?force_delete=true";
        return transport
                .send(Call.delete(Service.ALLOCATOR, path).timeout(PATIENCE), token)
                .exceptionallyCompose(failure -> failure instanceof RefusedException
                        ? CompletableFuture.completedFuture(null) // it has gone meanwhile
                        : CompletableFuture.failedFuture(failure));
    }

    private Call get(String path) {
        return Call.get(Service.ALLOCATOR, allocations + "/" + path);
    }

    private JsonNode send(Call call) {
        try {
            return Json.tree(
                    transport.send(call.timeout(PATIENCE), token).join().body());
        } catch (CompletionException e) {
            throw new IllegalStateException(String.valueOf(e.getCause().getMessage()), e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
