package io.muster.gateway.socket;

import io.muster.gateway.GatewayConfig;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Bounds of the HTTP server that carries the sockets. */
@ApplicationScoped
class SocketOptionsSetup implements HttpServerOptionsCustomizer {

    /** Published clients ask for sub-protocols that mean nothing; some hang up when theirs is not confirmed. */
    private static final String ANY_SUB_PROTOCOL = "*";

    private final GatewayConfig.Socket limits;

    SocketOptionsSetup(GatewayConfig config) {
        this.limits = config.socket();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(limits.sendBuffer());
        options.setMaxWebSocketFrameSize(limits.longestInbound());
        options.setMaxWebSocketMessageSize(limits.longestInbound());
        options.setWebSocketSubProtocols(List.of(ANY_SUB_PROTOCOL));
        options.setPerFrameWebSocketCompressionSupported(false);
        options.setPerMessageWebSocketCompressionSupported(false);
        options.setWebSocketClosingTimeout((int) Math.max(1, limits.closeGrace().toSeconds()));
    }
}
