package io.muster.ticket.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a stream of ends as a backend does: line by line, off the wire. */
final class EndStream implements AutoCloseable {

    private static final String DATA = "data:";

    private final HttpClient client = HttpClient.newHttpClient();
    private final BufferedReader lines;

    private EndStream(URI address, String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .header("Authorization", "Bearer " + token)
                .build();
        lines = new BufferedReader(new InputStreamReader(
                client.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(), StandardCharsets.UTF_8));
    }

    /** Opens it and reads its first message, so that whatever ends now is told. */
    static EndStream open(URI address, String token) throws IOException, InterruptedException {
        EndStream stream = new EndStream(address, token);
        List<JsonObject> first = stream.next();
        if (!first.isEmpty()) {
            throw new AssertionError("The first message tells ends: " + first);
        }
        return stream;
    }

    /** Ends up to and with that of the ticket, in their order. */
    List<JsonObject> until(String ticketId) throws IOException {
        List<JsonObject> ends = new ArrayList<>();
        while (ends.stream().noneMatch(end -> end.getString("id").equals(ticketId))) {
            ends.addAll(next());
        }
        return ends;
    }

    /** Reads to the end of the stream; waits for it. */
    boolean isOver() throws IOException {
        String line = lines.readLine();
        while (line != null) {
            line = lines.readLine();
        }
        return true;
    }

    /** The ends of the next message. */
    private List<JsonObject> next() throws IOException {
        String line = lines.readLine();
        while (line != null && !line.startsWith(DATA)) {
            line = lines.readLine();
        }
        if (line == null) {
            throw new AssertionError("The stream is over");
        }
        return new JsonArray(line.substring(DATA.length()))
                .stream().map(JsonObject.class::cast).toList();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
