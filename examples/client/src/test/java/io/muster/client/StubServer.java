package io.muster.client;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An HTTP server that keeps what it was sent and answers what it was told. */
final class StubServer implements AutoCloseable {

    /** One request as it arrived. */
    record Received(String method, String uri, Map<String, String> headers, String body) {}

    private record Prepared(int status, String contentType, String body, Map<String, String> headers) {}

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Received> received = new ConcurrentLinkedQueue<>();
    private final Queue<Prepared> answers = new ConcurrentLinkedQueue<>();
    private final HttpServer server;

    StubServer() {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** Prepares the answer of the next request; answers are given in the order they were prepared. */
    StubServer answers(int status, String json) {
        answers.add(new Prepared(status, "application/json", json, Map.of()));
        return this;
    }

    StubServer answersProblem(int status, String json, Map<String, String> headers) {
        answers.add(new Prepared(status, "application/problem+json", json, headers));
        return this;
    }

    /** The oldest request not taken yet. */
    Received take() {
        return received.remove();
    }

    int requests() {
        return received.size();
    }

    private void handle(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            received.add(new Received(request.method().name(), request.uri(), headersOf(request), body.toString()));
            Prepared answer = answers.poll();
            if (answer == null) {
                request.connection().close();
                return;
            }
            answer.headers().forEach(request.response()::putHeader);
            request.response()
                    .setStatusCode(answer.status())
                    .putHeader("Content-Type", answer.contentType())
                    .end(Buffer.buffer(answer.body()));
        });
    }

    private static Map<String, String> headersOf(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        request.headers().forEach(headers::put);
        return headers;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
