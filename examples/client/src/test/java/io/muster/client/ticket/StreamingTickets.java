package io.muster.client.ticket;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A ticket service that streams ends as it is told, and answers reads of the tickets it knows. */
final class StreamingTickets implements AutoCloseable {

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> tickets = new ConcurrentHashMap<>();
    private final BlockingQueue<HttpServerResponse> streams = new LinkedBlockingQueue<>();
    private volatile boolean refuses;
    private final AtomicInteger failures = new AtomicInteger();
    private final BlockingQueue<String> reads = new LinkedBlockingQueue<>();
    private final HttpServer server = vertx.createHttpServer()
            .requestHandler(this::answer)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    /** What a read of the ticket answers from now on. */
    void put(String ticketId, String state) {
        tickets.put(ticketId, json(ticketId, state));
    }

    /** Answers the next read with 503. */
    void failNextRead() {
        failures.incrementAndGet();
    }

    /** Answers further streams with 403. */
    void refuseStreams() {
        refuses = true;
    }

    /** The next stream that a client opens; its first message has been sent. */
    HttpServerResponse opened() throws InterruptedException {
        HttpServerResponse stream = streams.poll(10, TimeUnit.SECONDS);
        if (stream == null) {
            throw new AssertionError("No client opened a stream within 10 s");
        }
        return stream;
    }

    /** Id of the next ticket that a client reads. */
    String read() throws InterruptedException {
        return reads.poll(10, TimeUnit.SECONDS);
    }

    static String json(String ticketId, String state) {
        return "{\"id\":\"" + ticketId + "\",\"state\":\"" + state + "\",\"sessionId\":\"s-1\"}";
    }

    private void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        if (request.path().endsWith("/ends") && refuses) {
            response.setStatusCode(403).end("{}");
            return;
        }
        if (request.path().endsWith("/ends")) {
            response.setChunked(true).putHeader("Content-Type", "text/event-stream");
            response.write("data:[]\n\n").onSuccess(_ -> streams.add(response));
            return;
        }
        String ticketId = request.getParam("id");
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            response.setStatusCode(503).end("{}");
            return;
        }
        String ticket = tickets.get(ticketId);
        response.setStatusCode(ticket == null ? 404 : 200).end(ticket == null ? "{}" : ticket);
        reads.add(ticketId);
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
