package io.muster.apigateway;

import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Entry of the gateway: {@code java -jar ... config.json}. */
public final class ApiGateway {

    private static final int MOST_CONNECTIONS_PER_REPLICA = 256;
    private static final int MOST_WAITING = 10_000;
    private static final int HEADER_BYTES = 16 * 1024;
    private static final int IDLE_SECONDS = 180;
    private static final int EVENT_LOOPS = Math.clamp(Runtime.getRuntime().availableProcessors() / 2, 1, 4);

    private final GatewayConfig config;
    private final Map<String, Upstream> upstreams = new HashMap<>();

    ApiGateway(GatewayConfig config, InstantSource clock) {
        this.config = config;
        config.upstreams()
                .forEach((service, addresses) -> upstreams.put(
                        service,
                        new Upstream(addresses.stream()
                                .map(address -> Replica.parse(address, clock))
                                .toList())));
    }

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            throw new IllegalArgumentException("usage: api-gateway CONFIG.json");
        }
        GatewayConfig config = GatewayConfig.read(Path.of(arguments[0]));
        Vertx vertx = Vertx.vertx();
        new ApiGateway(config, InstantSource.system()).start(vertx).onFailure(failure -> {
            System.err.println("The API gateway did not start: " + failure.getMessage());
            vertx.close().onComplete(closed -> System.exit(1));
        });
    }

    /** Completes when both ports are open. */
    Future<Void> start(Vertx vertx) {
        return vertx.deployVerticle(Listener::new, new DeploymentOptions().setInstances(EVENT_LOOPS))
                .compose(deployed -> management(vertx))
                .mapEmpty();
    }

    /** Healthy as soon as it listens: whether a service can be reached is told by that service. */
    private Future<HttpServer> management(Vertx vertx) {
        String up = new JsonObject().put("status", "UP").encode();
        return vertx.createHttpServer()
                .requestHandler(request -> {
                    boolean known = request.path().startsWith("/q/health");
                    request.response()
                            .setStatusCode(known ? 200 : 404)
                            .putHeader("content-type", "application/json")
                            .end(known ? up : "{}");
                })
                .listen(config.managementPort(), config.host());
    }

    /** One event loop with its own connections to the replicas; all loops share the listening port. */
    private final class Listener extends AbstractVerticle {

        @Override
        public void start(Promise<Void> started) {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setMaxPoolSize(MOST_CONNECTIONS_PER_REPLICA)
                    .setMaxWaitQueueSize(MOST_WAITING)
                    .setKeepAliveTimeout(60)
                    .setTcpNoDelay(true));
            vertx.createHttpServer(new HttpServerOptions()
                            .setMaxHeaderSize(HEADER_BYTES)
                            .setIdleTimeout(IDLE_SECONDS)
                            .setIdleTimeoutUnit(TimeUnit.SECONDS)
                            .setHandle100ContinueAutomatically(true))
                    .requestHandler(new RoutingHandler(RouteTable.packaged(), upstreams, client))
                    .listen(config.port(), config.host())
                    .<Void>mapEmpty()
                    .onComplete(started);
        }
    }
}
