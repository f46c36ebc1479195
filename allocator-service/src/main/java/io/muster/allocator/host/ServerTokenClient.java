package io.muster.allocator.host;

import io.muster.allocator.AllocatorSettings;
import io.muster.allocator.RowJson;
import io.muster.allocator.payload.PayloadIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gets each game server a token of its own from session-service. Blocks; call it on a virtual thread. */
@ApplicationScoped
public class ServerTokenClient {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AllocatorSettings.Access access;
    private final RowJson json;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();

    public ServerTokenClient(AllocatorSettings settings, RowJson json) {
        this.access = settings.access();
        this.json = json;
    }

    /** The token; empty when no token address is configured. Fails when session-service does not answer with one. */
    public Optional<String> tokenFor(PayloadIdentity payload) throws InterruptedException {
        Optional<String> base = access.tokenUrl().filter(url -> !url.isBlank());
        if (base.isEmpty()) {
            return Optional.empty();
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(base.get() + "/oauth2/token"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(payload)))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IllegalStateException("the token address answered " + response.statusCode());
            }
            Object token = json.read(response.body(), Map.class).get("access_token");
            return Optional.of(String.valueOf(token));
        } catch (IOException e) {
            throw new UncheckedIOException("no token for " + payload.serverId(), e);
        }
    }

    private String form(PayloadIdentity payload) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("grant_type", "client_credentials");
        fields.put("client_id", access.clientId().orElse(""));
        fields.put("client_secret", access.clientSecret().orElse(""));
        fields.put("role", "server");
        fields.put("subject", payload.serverId());
        fields.put("namespace", payload.namespace());
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
