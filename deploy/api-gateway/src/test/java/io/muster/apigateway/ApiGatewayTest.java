package io.muster.apigateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway as clients see it, in front of small servers that stand in for services. */
class ApiGatewayTest {

    private static final String TICKETS = "/arena/matchmaking/api/v1/tickets";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private int managementPort;
    private int absent;

    @BeforeEach
    void start() throws Exception {
        port = freePort();
        managementPort = freePort();
        absent = freePort();
        int echo = listen(ApiGatewayTest::echo);
        int broken = listen(request -> request.connection().close());
        int socket = listenToSockets();
        GatewayConfig config = new GatewayConfig(
                "127.0.0.1",
                port,
                managementPort,
                Map.of(
                        "ticket-service", List.of("127.0.0.1:" + absent, "127.0.0.1:" + echo),
                        "session-service", List.of("127.0.0.1:" + absent),
                        "backfill-service", List.of("127.0.0.1:" + broken),
                        "notification-gateway", List.of("127.0.0.1:" + socket)));
        get(new ApiGateway(config, InstantSource.system()).start(vertx));
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        get(vertx.close());
    }

    @Test
    void handsARequestOnWithItsQueryAndBody() throws Exception {
        HttpResponse<String> answer = post(TICKETS + "?wait=3", "{\"a\":1}");

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("POST " + TICKETS + "?wait=3 {\"a\":1} from 127.0.0.1");
    }

    @Test
    void passesOverAReplicaThatIsDown() throws Exception {
        for (int i = 0; i < 6; i++) {
            assertThat(get(TICKETS).statusCode()).isEqualTo(201);
        }
    }

    @Test
    void answers503WhenNoReplicaIsThere() throws Exception {
        HttpResponse<String> answer = get("/session/v1/x");

        assertProblem(answer, 503, "unavailable");
        assertThat(answer.headers().firstValue("retry-after")).contains("1");
    }

    @Test
    void answers502WhenAServiceBreaksOff() throws Exception {
        assertProblem(get("/arena/matchmaking/api/v2/backfill/b"), 502, "bad-gateway");
    }

    @Test
    void answers404ForAPathOfNoService() throws Exception {
        assertProblem(get("/q/metrics"), 404, "not-found");
    }

    @Test
    void answers404ForAServiceThatTheStackDoesNotHave() throws Exception {
        assertProblem(get("/api/v0/projects/arena/allocations"), 404, "not-found");
    }

    @Test
    void answers400ForADeceivingPath() throws Exception {
        assertProblem(get("/arena/matchmaking/api/v1/tickets/a%2fb"), 400, "bad-request");
    }

    @Test
    void answers413ForABodyThatSaysItIsTooLarge() throws Exception {
        String body = "x".repeat((int) RoutingHandler.MOST_BYTES + 1);

        assertProblem(post(TICKETS, body), 413, "too-large");
    }

    @Test
    void answers413ForABodyThatTurnsOutTooLarge() throws Exception {
        int tooMany = (int) RoutingHandler.MOST_BYTES + 1;
        HttpRequest.BodyPublisher chunks =
                HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[tooMany]));

        assertProblem(
                client.send(request(TICKETS).POST(chunks).build(), HttpResponse.BodyHandlers.ofString()),
                413,
                "too-large");
    }

    @Test
    void letsWebSocketsThrough() throws Exception {
        CompletableFuture<String> answer = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/dshub/"), new FirstText(answer))
                .get(10, TimeUnit.SECONDS);

        socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("/dshub/ hello");
        socket.abort();
    }

    @Test
    void tellsThatItIsUp() throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"type\":\"urn:muster:problem:" + code + "\"", "\"status\":" + status);
    }

    private static void echo(HttpServerRequest request) {
        request.body()
                .onSuccess(body -> request.response()
                        .setStatusCode(201)
                        .end(request.method() + " " + request.uri() + " " + body + " from "
                                + request.getHeader("x-forwarded-for")));
    }

    private int listen(Handler<HttpServerRequest> handler) throws Exception {
        return get(vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"))
                .actualPort();
    }

    private int listenToSockets() throws Exception {
        HttpServer server = vertx.createHttpServer()
                .webSocketHandler(socket ->
                        socket.textMessageHandler(text -> socket.writeTextMessage(socket.path() + " " + text)));
        return get(server.listen(0, "127.0.0.1")).actualPort();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return client.send(
                request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .version(HttpClient.Version.HTTP_1_1);
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Completes with the first message. */
    private record FirstText(CompletableFuture<String> answer) implements WebSocket.Listener {

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            answer.complete(text.toString());
            return CompletableFuture.completedStage(null);
        }
    }
}
