package io.muster.allocator.local;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.node.NodeService;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The server of the Payload Local API. It listens on the loopback interface only. Its port is kept in the data folder,
 * because payloads that outlive the service go on calling it.
 */
@ApplicationScoped
public class LocalApiService {

    private static final Logger LOG = Logger.getLogger(LocalApiService.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int IDLE_SECONDS = 60;

    private final Vertx vertx;
    private final LocalApiResource resource;
    private final LocalApiKey key;
    private final Path portFile;
    private final int configuredPort;
    private volatile HttpServer server;

    public LocalApiService(Vertx vertx, LocalApiResource resource, NodeService nodes, AllocatorSettings settings) {
        this.vertx = vertx;
        this.resource = resource;
        this.key = LocalApiKey.in(nodes.folder());
        this.portFile = nodes.folder().resolve("local-api.port");
        this.configuredPort = settings.processes().localApiPort();
    }

    /** Starts it and waits until it listens. Not to be called on an event loop. */
    public void start() {
        Router router = Router.router(vertx);
        resource.route(router, key);
        HttpServerOptions options = new HttpServerOptions()
                .setHost(LOOPBACK)
                .setPort(configuredPort != 0 ? configuredPort : rememberedPort())
                .setIdleTimeout(IDLE_SECONDS);
        server = listen(router, options);
        remember(server.actualPort());
        LOG.infof("Payload Local API listens on %s:%d", LOOPBACK, server.actualPort());
    }

    /** What a payload finds in {@code ORCHESTRATION_PAYLOAD_API}; keep it from others. */
    public String baseOf(String uid) {
        return LOOPBACK + ":" + server.actualPort() + "/" + uid + "/" + key.codeOf(uid);
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
                    "the Payload Local API cannot listen on " + LOOPBACK + ":" + options.getPort(), e);
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
        if (server != null) {
            server.close();
        }
    }
}
