package io.muster.gateway.socket;

import io.muster.runtime.id.IdSource;
import io.muster.runtime.security.TokenVerifier;
import io.netty.channel.Channel;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Turns requests for {@code /dshub/} into sockets. Everything is decided before the upgrade: a refused server sees an
 * HTTP status and a problem document. The token comes in the header only, because addresses end up in logs.
 */
@ApplicationScoped
class UpgradeSetup {

    private static final Logger LOG = Logger.getLogger(UpgradeSetup.class);
    private static final String BEARER = "bearer ";
    private static final int BEFORE_OTHER_ROUTES = -1000;
    private static final int RETRY_AFTER_SECONDS = 5;

    private final TokenVerifier tokens;
    private final SocketService service;
    private final OpenSockets sockets;
    private final SocketMetrics metrics;
    private final DrainListener drain;
    private final IdSource ids;
    private final Vertx vertx;

    UpgradeSetup(
            TokenVerifier tokens,
            SocketService service,
            OpenSockets sockets,
            SocketMetrics metrics,
            DrainListener drain,
            IdSource ids,
            Vertx vertx) {
        this.tokens = tokens;
        this.service = service;
        this.sockets = sockets;
        this.metrics = metrics;
        this.drain = drain;
        this.ids = ids;
        this.vertx = vertx;
    }

    void route(@Observes Router router) {
        router.get("/dshub").order(BEFORE_OTHER_ROUTES).handler(this::upgrade);
    }

    private void upgrade(RoutingContext routing) {
        HttpServerRequest request = routing.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
            refuse(request, new Admission.Refused(426, "upgrade-required", "This is a WebSocket."));
            return;
        }
        String token = bearer(request.getHeader(HttpHeaders.AUTHORIZATION));
        Admission admission = admit(request, token);
        switch (admission) {
            case Admission.Refused refused -> refuse(request, refused);
            case Admission.Admitted admitted -> open(request, admitted, TokenExpiryJson.of(token));
        }
    }

    private static String bearer(String header) {
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? header.substring(BEARER.length()).trim()
                : null;
    }

    private Admission admit(HttpServerRequest request, String token) {
        if (token == null) {
            return new Admission.Refused(401, "unauthorized", "The header Authorization must carry a bearer token.");
        }
        try {
            return Admission.of(
                    tokens.verify(token),
                    request.getHeader("X-Ab-ServerID"),
                    "true".equalsIgnoreCase(request.getHeader("X-Ab-Custom")));
        } catch (RuntimeException e) {
            LOG.debugf("a token was refused: %s", e);
            return new Admission.Refused(401, "unauthorized", "The token is not valid.");
        }
    }

    private void open(HttpServerRequest request, Admission.Admitted server, Instant tokenExpiresAt) {
        if (drain.isDraining() || !sockets.reserve()) {
            request.response().putHeader("Retry-After", Integer.toString(RETRY_AFTER_SECONDS));
            refuse(request, new Admission.Refused(503, "overloaded", "No socket is free here; connect again."));
            return;
        }
        String connectionId = ids.nextId().replace("-", "");
        Channel channel = ((ConnectionBase) request.connection()).channel();
        request.toWebSocket()
                .onSuccess(socket -> new GameServerSocket(
                                service, vertx, socket, channel, server, connectionId, tokenExpiresAt)
                        .open())
                .onFailure(failure -> {
                    sockets.release();
                    LOG.debugf("server %s did not complete its handshake: %s", server.serverId(), failure);
                });
    }

    private void refuse(HttpServerRequest request, Admission.Refused refused) {
        metrics.refused(refused.code());
        if (refused.status() == 401) {
            request.response().putHeader("WWW-Authenticate", "Bearer realm=\"muster\"");
        }
        request.response()
                .setStatusCode(refused.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .end(new JsonObject()
                        .put("type", "urn:muster:problem:" + refused.code())
                        .put("title", refused.code())
                        .put("status", refused.status())
                        .put("detail", refused.detail())
                        .put("code", refused.code())
                        .encode());
    }
}
