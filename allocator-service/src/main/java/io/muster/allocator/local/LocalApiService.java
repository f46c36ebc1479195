package io.muster.allocator.local;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.node.NodeService;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.tracing.TracingPolicy;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The server of the Payload Local API. For processes it listens on the loopback interface only, and its port is kept in
 * the data folder, because payloads that outlive the service go on calling it. For pods, when there are any, it listens
 * where the cluster reaches it, with a secret that all replicas share: any of them answers any pod.
 */
@ApplicationScoped
public class LocalApiService {

    private static final Logger LOG = Logger.getLogger(LocalApiService.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int IDLE_SECONDS = 60;
    private static final int SHORTEST_SECRET = 32;

    private final Vertx vertx;
    private final LocalApiResource resource;
    private final LocalApiKey key;
    private final Path portFile;
    private final int configuredPort;
    private final AllocatorSettings.Kubernetes kubernetes;
    private final LocalApiKey podKey;
    private volatile HttpServer server;
    private volatile HttpServer podServer;

    public LocalApiService(Vertx vertx, LocalApiResource resource, NodeService nodes, AllocatorSettings settings) {
        this.vertx = vertx;
        this.resource = resource;
        this.key = LocalApiKey.in(nodes.folder());
        this.portFile = nodes.folder().resolve("local-api.port");
        this.configuredPort = settings.processes().localApiPort();
        this.kubernetes = settings.kubernetes();
        this.podKey = kubernetes.enabled() ? podKey(kubernetes) : null;
    }

    /** Starts it and waits until it listens. Not to be called on an event loop. */
    public void start() {
        server = listen(key, LOOPBACK, configuredPort != 0 ? configuredPort : rememberedPort());
        remember(server.actualPort());
        if (podKey != null) {
            podServer = listen(podKey, kubernetes.localApiHost(), kubernetes.localApiPort());
        }
    }

    /** What a payload finds in {@code ORCHESTRATION_PAYLOAD_API}; keep it from others. */
    public String baseOf(String uid) {
        return LOOPBACK + ":" + server.actualPort() + "/" + uid + "/" + key.codeOf(uid);
    }

    /** The same for a pod. Only when the kubernetes runtime is enabled. */
    public String baseOfPod(String uid) {
        return kubernetes.localApiAddress().orElseThrow() + "/" + uid + "/" + podKey.codeOf(uid);
    }

    /** Where pods' calls arrive; 0 when the kubernetes runtime is not enabled. */
    public int podPort() {
        return podServer == null ? 0 : podServer.actualPort();
    }

    private static LocalApiKey podKey(AllocatorSettings.Kubernetes kubernetes) {
        String secret = kubernetes.localApiSecret().orElse("");
        if (secret.length() < SHORTEST_SECRET) {
            throw new IllegalStateException(
                    "muster.allocator.kubernetes.local-api-secret needs at least " + SHORTEST_SECRET + " characters");
        }
        if (kubernetes.localApiAddress().isEmpty()) {
            throw new IllegalStateException("muster.allocator.kubernetes.local-api-address is missing");
        }
        return new LocalApiKey(secret.getBytes(StandardCharsets.UTF_8));
    }

    private HttpServer listen(LocalApiKey callersKey, String host, int port) {
        Router router = Router.router(vertx);
        resource.route(router, callersKey);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(port)
                .setIdleTimeout(IDLE_SECONDS)
                .setTracingPolicy(TracingPolicy.IGNORE); // paths have the secret code of the payload in them
        HttpServer listening = listen(router, options);
        LOG.infof("Payload Local API listens on %s:%d", host, listening.actualPort());
        return listening;
    }

    private HttpServer listen(Router router, HttpServerOptions options) {
        try {
            return vertx.createHttpServer(options)
                    .requestHandler(router)
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "the Payload Local API cannot listen on " + options.getHost() + ":" + options.getPort(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private int rememberedPort() {
        try {
            return Files.exists(portFile)
                    ? Integer.parseInt(Files.readString(portFile).strip())
                    : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remember(int port) {
        try {
            Files.writeString(portFile, Integer.toString(port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void stop() {
        Stream.of(server, podServer).filter(Objects::nonNull).forEach(HttpServer::close);
    }
}
