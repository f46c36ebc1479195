package io.muster.apigateway;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyResponse;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Hands every request to a replica of the service its path belongs to. Lives on one event loop. */
final class RoutingHandler implements Handler<HttpServerRequest> {

    /** More than any service accepts; they have their own, smaller limits. */
    static final long MOST_BYTES = 1 << 20;

    /** Longer than the longest wait a service offers (30 s for a ticket). */
    private static final long PATIENCE_MILLIS = 60_000;

    private static final long CONNECT_MILLIS = 1_000;

    private final RouteTable routes;
    private final Map<String, HttpProxy> proxies = new HashMap<>();

    RoutingHandler(RouteTable routes, Map<String, Upstream> upstreams, HttpClient client) {
        this.routes = routes;
        upstreams.forEach((service, upstream) -> proxies.put(service, proxy(service, upstream, client)));
    }

    @Override
    public void handle(HttpServerRequest request) {
        String path = request.path();
        if (path == null || !RouteTable.isPlain(path)) {
            Problem.deceivingPath().answer(request);
            return;
        }
        Optional<Route> route = routes.find(path).filter(found -> proxies.containsKey(found.service()));
        if (route.isEmpty()) {
            Problem.noSuchPath().answer(request);
        } else if (isUpgrade(request) && !route.get().socket()) {
            Problem.notASocket().answer(request);
        } else if (length(request) > MOST_BYTES) {
            Problem.tooLarge(MOST_BYTES).answer(request);
        } else {
            proxies.get(route.get().service()).handle(request);
        }
    }

    private static HttpProxy proxy(String service, Upstream upstream, HttpClient client) {
        return HttpProxy.reverseProxy(client)
                .origin(context -> connect(
                        context.request().proxiedRequest(),
                        context.client(),
                        upstream.inTurn().iterator(),
                        new NoReplicaException(service)))
                .addInterceptor(new ProblemInterceptor(service));
    }

    /** Tries one replica after the other. Nothing of the request has been sent before a connection stands. */
    private static Future<HttpClientRequest> connect(
            HttpServerRequest request, HttpClient client, Iterator<Replica> order, NoReplicaException last) {
        if (!order.hasNext()) {
            return Future.failedFuture(last);
        }
        Replica replica = order.next();
        RequestOptions options = new RequestOptions()
                .setHost(replica.host())
                .setPort(replica.port())
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(isUpgrade(request) ? 0 : PATIENCE_MILLIS);
        return client.request(options).recover(failure -> {
            replica.refusedConnection();
            return connect(request, client, order, last);
        });
    }

    private static boolean isUpgrade(HttpServerRequest request) {
        return request.headers().contains(HttpHeaders.UPGRADE);
    }

    /** 0 when the request does not say. */
    private static long length(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null || !length.matches("[0-9]{1,18}") ? 0 : Long.parseLong(length);
    }

    /** No replica could be reached. */
    static final class NoReplicaException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NoReplicaException(String service) {
            super(service, null, false, false);
        }
    }

    /** Adds who asked, bounds the body, and turns failures into problem documents. */
    private record ProblemInterceptor(String service) implements ProxyInterceptor {

        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            HttpServerRequest request = context.request().proxiedRequest();
            context.request()
                    .putHeader("x-forwarded-for", request.remoteAddress().hostAddress())
                    .putHeader("x-forwarded-host", String.valueOf(request.getHeader(HttpHeaders.HOST)))
                    .putHeader("x-forwarded-proto", "http");
            Optional<BoundedBody> body = bound(context);
            return context.sendRequest()
                    .recover(failure -> Future.succeededFuture(
                            problem(failure, body).answer(context.request().response())));
        }

        /** Puts a limit on a body whose length is not known beforehand. */
        private static Optional<BoundedBody> bound(ProxyContext context) {
            Body body = context.request().getBody();
            if (body == null || body.length() >= 0) {
                return Optional.empty();
            }
            BoundedBody bounded = new BoundedBody(body.stream(), MOST_BYTES);
            context.request().setBody(Body.body(bounded));
            return Optional.of(bounded);
        }

        private Problem problem(Throwable failure, Optional<BoundedBody> body) {
            if (body.filter(BoundedBody::isTooLarge).isPresent()) {
                return Problem.tooLarge(MOST_BYTES);
            }
            return switch (failure) {
                case NoReplicaException none -> Problem.noReplica(service);
                case TimeoutException slow -> Problem.tooSlow(service);
                default -> Problem.brokenUpstream(service);
            };
        }
    }
}
