package io.muster.client.http;

import io.muster.client.Endpoints;
import io.muster.client.MusterException;
import io.muster.client.Problem;
import io.muster.client.RefusedException;
import io.muster.client.UnknownOutcomeException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Sends calls over pooled keep-alive connections. A request waits for a free connection when all are busy; requests
 * beyond the waiting limit fail at once. Safe for all threads.
 */
public final class HttpTransport implements AutoCloseable {

    private static final int LONGEST_QUEUE_PER_CONNECTION = 16;
    private static final int CONNECT_TIMEOUT_MILLIS = 2_000;
    private static final int IDLE_SECONDS = 60;
    private static final int OK = 200;

    private final Vertx vertx;
    private final boolean ownsVertx;
    private final HttpClient client;
    private final Endpoints endpoints;

    /**
     * @param vertx shared by the caller, who closes it; or null to let this transport make and close its own
     * @param connections most connections to one address, at least 1
     */
    public HttpTransport(Vertx vertx, Endpoints endpoints, int connections) {
        this.ownsVertx = vertx == null;
        this.vertx = ownsVertx ? Vertx.vertx() : vertx;
        this.endpoints = endpoints;
        this.client = this.vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(true)
                        .setKeepAliveTimeout(IDLE_SECONDS)
                        .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                        .setTcpNoDelay(true),
                new PoolOptions()
                        .setEventLoopSize(Runtime.getRuntime().availableProcessors()) // one would carry all connections
                        .setHttp1MaxSize(connections)
                        .setMaxWaitQueueSize(connections * LONGEST_QUEUE_PER_CONNECTION));
    }

    /**
     * Sends one call.
     *
     * @param token bearer token, or null for calls that need none
     * @return the answer when its status is below 300; otherwise fails with a {@link MusterException}
     */
    public CompletableFuture<Answer> send(Call call, String token) {
        Buffer body = bodyOf(call);
        CompletableFuture<Answer> result = new CompletableFuture<>();
        client.request(options(call, token, body))
                .compose(request -> exchange(request, body))
                .onSuccess(answer -> result.complete(answer))
                .onFailure(failure -> result.completeExceptionally(explain(call, failure)));
        return result;
    }

    /**
     * Sends a call whose answer is a stream of server-sent events, and reads it until it ends.
     *
     * @param token bearer token, or null for calls that need none
     * @param silence longest time without a message before the stream is given up
     * @param receiver takes the data of each message, on an event loop
     * @return completes when the stream has ended; fails with a {@link MusterException} when it was refused or broke
     */
    public CompletableFuture<Void> listen(Call call, String token, Duration silence, Consumer<Buffer> receiver) {
        CompletableFuture<Void> result = new CompletableFuture<>();
        client.request(options(call, token, null).setIdleTimeout(silence.toMillis()))
                .compose(request -> request.send()
                        .compose(head -> head.statusCode() == OK
                                ? EventStream.read(head, receiver)
                                : head.body().map(bytes -> {
                                    throw refused(request, head, bytes);
                                })))
                .onSuccess(_ -> result.complete(null))
                .onFailure(failure -> result.completeExceptionally(explain(call, failure)));
        return result;
    }

    private RequestOptions options(Call call, String token, Buffer body) {
        URI address = endpoints.next(call.service());
        RequestOptions options = new RequestOptions()
                .setHost(address.getHost())
                .setPort(port(address))
                .setSsl("https".equals(address.getScheme()))
                .setMethod(HttpMethod.valueOf(call.method()))
                .setURI(call.path())
                .setTimeout(call.timeout().toMillis());
        call.headers().forEach(options::putHeader);
        if (token != null) {
            options.putHeader("Authorization", "Bearer " + token);
        }
        if (body != null && !call.headers().containsKey("Content-Type")) {
            options.putHeader("Content-Type", "application/json");
        }
        return options;
    }

    private static Future<Answer> exchange(HttpClientRequest request, Buffer body) {
        Future<HttpClientResponse> response = body == null ? request.send() : request.send(body);
        return response.compose(head -> head.body().map(bytes -> answer(request, head, bytes)));
    }

    private static Answer answer(HttpClientRequest request, HttpClientResponse head, Buffer bytes) {
        int status = head.statusCode();
        if (status >= 200 && status < 300) {
            return new Answer(status, bytes);
        }
        throw refused(request, head, bytes);
    }

    private static RefusedException refused(HttpClientRequest request, HttpClientResponse head, Buffer bytes) {
        return new RefusedException(
                request.getMethod() + " " + request.getURI(),
                problem(head.statusCode(), bytes),
                retryAfter(head.getHeader("Retry-After")));
    }

    private static Problem problem(int status, Buffer bytes) {
        try {
            Problem problem = Json.read(bytes, Problem.class);
            return new Problem(problem.type(), problem.title(), status, problem.detail(), problem.extra());
        } catch (RuntimeException notProblemDocument) {
            return Problem.ofStatus(status, bytes.length() == 0 ? null : bytes.toString());
        }
    }

    private static Duration retryAfter(String header) {
        return header != null && header.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(header)) : null;
    }

    private static Throwable explain(Call call, Throwable failure) {
        return failure instanceof MusterException ? failure : new UnknownOutcomeException(call.toString(), failure);
    }

    private static Buffer bodyOf(Call call) {
        return switch (call.body()) {
            case null -> null;
            case Buffer ready -> ready;
            case String form -> Buffer.buffer(form);
            case Object value -> Json.write(value);
        };
    }

    private static int port(URI address) {
        return address.getPort() > 0 ? address.getPort() : "https".equals(address.getScheme()) ? 443 : 80;
    }

    @Override
    public void close() {
        client.close();
        if (ownsVertx) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
