package io.muster.client.http;

import io.muster.client.Service;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One request to one service.
 *
 * @param method HTTP method in capitals
 * @param path absolute path with query, already encoded
 * @param body anything the JSON mapper can write, a {@code String} of form fields, or null
 * @param timeout how long to wait for the answer
 */
public record Call(
        Service service, String method, String path, Map<String, String> headers, Object body, Duration timeout) {

    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

    public static Call get(Service service, String path) {
        return new Call(service, "GET", path, Map.of(), null, USUAL_TIMEOUT);
    }

    public static Call post(Service service, String path, Object body) {
        return new Call(service, "POST", path, Map.of(), body, USUAL_TIMEOUT);
    }

    public static Call put(Service service, String path, Object body) {
        return new Call(service, "PUT", path, Map.of(), body, USUAL_TIMEOUT);
    }

    public static Call delete(Service service, String path) {
        return new Call(service, "DELETE", path, Map.of(), null, USUAL_TIMEOUT);
    }

    public Call header(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(service, method, path, more, body, timeout);
    }

    public Call timeout(Duration changed) {
        return new Call(service, method, path, headers, body, changed);
    }

    /** A value made safe for a path segment or a query. */
    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
