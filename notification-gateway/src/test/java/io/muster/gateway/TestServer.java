package io.muster.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** A game server's side of the socket, by the JDK's client: it shares no code with the gateway. */
final class TestServer implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper MAPPER = new ObjectMapper();

    final List<JsonNode> received = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder partial = new StringBuilder();
    private WebSocket socket;

    /** Connects as a managed game server does. */
    static TestServer connect(URI address, String token, String serverId) {
        TestServer server = new TestServer();
        server.socket = open(address, token, serverId, server);
        return server;
    }

    /** The status with which the upgrade is refused. */
    static int refusal(URI address, String token, String serverId) {
        try {
            open(address, token, serverId, new TestServer()).abort();
            return 101;
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? refused.getResponse().statusCode()
                    : fail(e);
        }
    }

    private static int fail(CompletionException failure) {
        throw new IllegalStateException("no answer to the upgrade", failure);
    }

    private static WebSocket open(URI address, String token, String serverId, WebSocket.Listener listener) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .subprotocols("wss");
        if (token != null) {
            builder.header("Authorization", "Bearer " + token);
        }
        if (serverId != null) {
            builder.header("X-Ab-ServerID", serverId);
        }
        return builder.buildAsync(address, listener).join();
    }

    String subProtocol() {
        return socket.getSubprotocol();
    }

    /** Waits for a message of this topic. */
    JsonNode await(String topic) {
        return Awaitility.await("a message " + topic)
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> received.stream()
                                .filter(message ->
                                        topic.equals(message.path("topic").asText()))
                                .findFirst()
                                .orElse(null),
                        found -> found != null);
    }

    List<String> topics() {
        return received.stream().map(message -> message.path("topic").asText()).toList();
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    /** The code with which the gateway closed, waited for. */
    int closeCode() {
        Awaitility.await("the close").atMost(Duration.ofSeconds(60)).until(closed::isDone);
        return closed.join();
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last) {
            try {
                received.add(MAPPER.readTree(partial.toString()));
            } catch (IOException e) {
                closed.completeExceptionally(e);
            }
            partial.setLength(0);
        }
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.completeExceptionally(error);
    }

    @Override
    public void close() {
        socket.abort();
    }
}
