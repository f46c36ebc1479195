package io.muster.session;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Gives the service under test a file of clients. */
public final class TestClients implements QuarkusTestResourceLifecycleManager {

    public static final String CONFIG = "muster.clients.file";

    private static final String CLIENTS = """
            [
              {"clientId": "allocator", "secret": "allocator-secret", "namespace": "*", "roles": ["service"],
               "permissions": ["mint:server"]},
              {"clientId": "backend", "namespace": "demo", "roles": ["service"], "permissions": ["mint:player"],
               "secretHash": "sha256:33484fcb009e6f61a9d8b506b6d311d3123d600f8a8fe2c22f6824926db5d12b"}
            ]
            """;

    private Path file;

    @Override
    public Map<String, String> start() {
        try {
            file = Files.createTempFile("muster-clients", ".json");
            Files.writeString(file, CLIENTS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.of(CONFIG, file.toString());
    }

    @Override
    public void stop() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
