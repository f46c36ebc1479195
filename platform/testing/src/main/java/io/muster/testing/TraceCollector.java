package io.muster.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Switches traces on and takes what is exported, by OTLP over HTTP. Spans of other test classes in the same JVM are among them,
 * so ask for ids of your own.
 */
public final class TraceCollector implements QuarkusTestResourceLifecycleManager {

    /** Bodies of all exports, one character for a byte: ids and texts are bytes in a row in there. */
    private static final Queue<String> EXPORTS = new ConcurrentLinkedQueue<>();

    private HttpServer server;

    /**
     * Whether one export has all of it.
     *
     * @param text such as a path or the name of a span
     * @param ids of traces and spans, in hexadecimal digits
     */
    public static boolean received(String text, String... ids) {
        return EXPORTS.stream().anyMatch(export -> export.contains(text) && hasAll(export, ids));
    }

    private static boolean hasAll(String export, String... ids) {
        for (String id : ids) {
            if (!export.contains(new String(HexFormat.of().parseHex(id), StandardCharsets.ISO_8859_1))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", TraceCollector::take);
        server.start();
        return Map.of(
                "quarkus.otel.sdk.disabled", "false",
                "quarkus.otel.exporter.otlp.protocol", "http/protobuf",
                "quarkus.otel.exporter.otlp.endpoint",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                "quarkus.otel.bsp.schedule.delay", "100ms");
    }

    private static void take(HttpExchange export) throws IOException {
        try (export) {
            EXPORTS.add(new String(export.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            export.getResponseHeaders().add("Content-Type", "application/x-protobuf");
            export.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void stop() {
        server.stop(0);
    }
}
