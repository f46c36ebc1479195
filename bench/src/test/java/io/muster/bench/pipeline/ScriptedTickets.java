package io.muster.bench.pipeline;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A ticket service that answers each kind of request as it was told, in turn; told nothing, it drops the connection. */
final class ScriptedTickets implements AutoCloseable {

    private record Prepared(int status, String body) {}

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, Queue<Prepared>> script = new ConcurrentHashMap<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** Prepares the next answer to a method. */
    ScriptedTickets on(String method, int status, String body) {
        script.computeIfAbsent(method, _ -> new ConcurrentLinkedQueue<>()).add(new Prepared(status, body));
        return this;
    }

    /** Makes the next request of a method end without answer. */
    ScriptedTickets drops(String method) {
        return on(method, 0, "");
    }

    /** Methods of the requests that came, in order. */
    Queue<String> requests() {
        return requests;
    }

    private void answer(HttpServerRequest request) {
        requests.add(request.method().name());
        Queue<Prepared> prepared = script.get(request.method().name());
        Prepared next = prepared == null ? null : prepared.poll();
        if (next == null || next.status() == 0) {
            request.connection().close();
            return;
        }
        request.response()
                .setStatusCode(next.status())
                .putHeader("Content-Type", "application/json")
                .end(next.body());
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
