package io.muster.runtime.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Refuses a request before any resource sees it, with the same document that resources answer. */
record EarlyProblem(int status, String code, String title, String detail) {

    /** Closes the connection, because nobody is going to read the rest of the request. */
    void send(RoutingContext request) {
        JsonObject problem = new JsonObject()
                .put("type", "urn:muster:problem:" + code)
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", request.request().path())
                .put("code", code);
        request.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(problem.encode());
    }
}
