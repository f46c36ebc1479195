package io.muster.gameserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** The Payload Local API, as its documentation advises to use it. Blocks. */
final class PayloadApi {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int READY_ATTEMPTS = 20;
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final HttpClient http;
    private final String base;

    PayloadApi(HttpClient http, String hostAndPath) {
        this.http = http;
        this.base = "http://" + hostAndPath + "/api/v0";
    }

    /** What the server needs to know of its payload. */
    record State(boolean reserved, String sessionId, boolean crashWanted) {}

    /** Reports that players can connect. The API may not be there at first, so connection errors are tried again. */
    void ready() throws IOException, InterruptedException {
        IOException last = null;
        for (int attempt = 0; attempt < READY_ATTEMPTS; attempt++) {
            try {
                int status = send(request("/ready").POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode();
                if (status != 200) {
                    throw new IllegalStateException("ready was answered with " + status);
                }
                return;
            } catch (IOException e) {
                last = e;
                Thread.sleep(BETWEEN_ATTEMPTS);
            }
        }
        throw new IOException("the Payload Local API cannot be reached", last);
    }

    /** The payload, or empty when this server is none any more. */
    Optional<State> payload() throws IOException, InterruptedException {
        HttpResponse<String> response = send(request("/payload").GET());
        if (response.statusCode() != 200) {
            return Optional.empty();
        }
        Object payload = Json.at(Json.read(response.body()), "result");
        return Optional.of(new State(
                "Reserved".equals(Json.textAt(payload, "status", "state")),
                Json.textAt(payload, "metadata", "annotations", "session_id"),
                "true".equals(Json.textAt(payload, "metadata", "labels", "crash"))
                        || "true".equals(Json.textAt(payload, "metadata", "annotations", "crash"))));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
