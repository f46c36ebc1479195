package io.muster.runtime.security;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where the key set (RFC 7517) is read from: {@code muster.jwks.url}, a {@code file:} or {@code http(s):} address. The
 * address comes from the configuration only; what a token says about its keys is never followed.
 */
@Singleton
public class KeySource {

    private static final int MAX_BYTES = 64 * 1024;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI address;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(TIMEOUT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public KeySource(@ConfigProperty(name = "muster.jwks.url") URI address) {
        this.address = address;
    }

    URI address() {
        return address;
    }

    /** Reads the key set; blocks. */
    String fetch() throws IOException {
        try (InputStream body = "file".equals(address.getScheme()) ? Files.newInputStream(file()) : get()) {
            byte[] bytes = body.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("the key set has more than " + MAX_BYTES + " bytes");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Also takes {@code file:jwks.json}, relative to the working directory. */
    private Path file() {
        return address.isOpaque() ? Path.of(address.getSchemeSpecificPart()) : Path.of(address);
    }

    private InputStream get() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).build();
        try {
            HttpResponse<InputStream> response = http.send(request, BodyHandlers.ofInputStream());
            if (response.statusCode() != 200) {
                response.body().close();
                throw new IOException("answered with status " + response.statusCode());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
