package io.muster.bench.stack;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.client.MusterClient;
import io.muster.client.Service;
import io.muster.client.http.Json;
import io.muster.client.token.TokenSource;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stack that is measured: its processes as {@code ./muster status} knows them, and the credentials of a trusted
 * backend. Read once; processes that are started again later have another pid and drop out of the meter.
 */
public final class Stack {

    private static final String API_GATEWAY = "api-gateway";

    private final List<Part> parts;
    private final BackendAccess access;

    /**
     * One process.
     *
     * @param service its name, such as {@code ticket-service}
     * @param replica counts from 1
     */
    public record Part(String service, int replica, long pid, int port) {

        String name() {
            return service + '-' + replica;
        }
    }

    Stack(List<Part> parts, BackendAccess access) {
        this.parts = List.copyOf(parts);
        this.access = access;
    }

    /**
     * The stack whose launcher keeps its state in a folder.
     *
     * @throws IllegalStateException when none runs there
     */
    public static Stack running(Path data) {
        return new Stack(parts(readJson(data.resolve("stack.json"))), access(readJson(data.resolve("clients.json"))));
    }

    private static JsonNode readJson(Path file) {
        if (!Files.isReadable(file)) {
            throw new IllegalStateException(
                    "No stack is running with its data in " + file.getParent() + "; start one with ./muster up");
        }
        return Json.tree(Buffer.buffer(read(file)));
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static BackendAccess access(JsonNode clients) {
        JsonNode first = clients.path(0);
        return new BackendAccess(
                first.path("namespace").asText(),
                first.path("id").asText(),
                first.path("secret").asText());
    }

    /** Reads the processes of {@code ./muster status --json}. */
    static List<Part> parts(JsonNode status) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode part : status.path("parts")) {
            parts.add(new Part(
                    part.path("service").asText(),
                    part.path("replica").asInt(),
                    part.path("pid").asLong(),
                    part.path("port").asInt()));
        }
        return parts;
    }

    /** Address of the API gateway. */
    public URI gateway() {
        return parts.stream()
                .filter(part -> part.service().equals(API_GATEWAY))
                .map(Stack::address)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The stack has no API gateway; see ./muster status"));
    }

    /** Addresses of all replicas of a service; empty when it is not part of the stack. */
    public List<URI> addresses(Service service) {
        return parts.stream()
                .filter(part -> part.service().equals(service.serviceName()))
                .map(Stack::address)
                .toList();
    }

    /** A meter over all processes of the stack and this one. */
    public Meter meter() {
        Map<String, Long> pids = new LinkedHashMap<>();
        parts.forEach(part -> pids.put(part.name(), part.pid()));
        pids.put("bench", ProcessHandle.current().pid());
        return new Meter(pids);
    }

    /** Number of replicas by service. */
    public Map<String, Integer> replicas() {
        Map<String, Integer> replicas = new TreeMap<>();
        parts.forEach(part -> replicas.merge(part.service(), 1, Integer::sum));
        return replicas;
    }

    /** The namespace the backend's credentials belong to. */
    public String namespace() {
        return access.namespace();
    }

    /** Tokens of the trusted backend, fetched through a client that has none yet. */
    public TokenSource backendToken(MusterClient anonymous) {
        return anonymous.tokens().source(access.clientId(), access.clientSecret());
    }

    private static URI address(Part part) {
        return URI.create("http://127.0.0.1:" + part.port());
    }
}
