package io.muster.apigateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyResponse;

/**
 * What the gateway answers when it cannot hand a request on, in the same form (RFC 9457) as the services' own errors.
 *
 * @param code stable, becomes part of the type
 */
record Problem(int status, String code, String title, String detail) {

    private static final String CONTENT_TYPE = "application/problem+json";

    static Problem deceivingPath() {
        return new Problem(400, "bad-request", "Bad Request", "The path is not in its plain form.");
    }

    static Problem noSuchPath() {
        return new Problem(404, "not-found", "Not Found", "No service has this path.");
    }

    static Problem notASocket() {
        return new Problem(404, "not-found", "Not Found", "There is no WebSocket on this path.");
    }

    static Problem tooLarge(long limit) {
        return new Problem(413, "too-large", "Content Too Large", "The body is larger than " + limit + " bytes.");
    }

    static Problem brokenUpstream(String service) {
        return new Problem(
                502,
                "bad-gateway",
                "Bad Gateway",
                service + " broke off its answer. The request may or may not have been done.");
    }

    static Problem noReplica(String service) {
        return new Problem(
                503, "unavailable", "Service Unavailable", "No replica of " + service + " can be reached. Try again.");
    }

    static Problem tooSlow(String service) {
        return new Problem(
                504,
                "gateway-timeout",
                "Gateway Timeout",
                service + " did not answer in time. The request may or may not have been done.");
    }

    void answer(HttpServerRequest request) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", CONTENT_TYPE)
                .end(document());
    }

    ProxyResponse answer(ProxyResponse response) {
        response.setStatusCode(status).putHeader("content-type", CONTENT_TYPE).setBody(Body.body(document()));
        if (status == 503) {
            response.putHeader("retry-after", "1");
        }
        return response;
    }

    private Buffer document() {
        return new JsonObject()
                .put("type", "urn:muster:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("code", code)
                .toBuffer();
    }
}
