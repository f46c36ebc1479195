package io.muster.session.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.runtime.security.Role;
import io.muster.testing.MutableInstantSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientStoreTest {

    private static final String ONE = """
            [{"clientId": "one", "secret": "s1", "namespace": "demo", "roles": ["service"],
              "permissions": ["mint:player", "read:everything"]}]""";
    private static final String ONE_AND_TWO = """
            [{"clientId": "one", "secret": "s1", "namespace": "demo", "roles": ["service"]},
             {"clientId": "two", "secret": "s2", "namespace": "demo", "roles": ["service"]}]""";

    @TempDir
    Path folder;

    private final MutableInstantSource clock = MutableInstantSource.standing();
    private Path file;
    private ApiClientStore clients;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("clients.json");
        Files.writeString(file, ONE);
        clients = new ApiClientStore(Optional.of(file), clock);
    }

    @Test
    void knowsAClientByItsSecretOnly() {
        assertThat(clients.authenticate("one", "s1")).isPresent();
        assertThat(clients.authenticate("one", "s2")).isEmpty();
        assertThat(clients.authenticate("nobody", "nobody")).isEmpty();
    }

    @Test
    void readsThePermissionsItUnderstands() {
        assertThat(clients.authenticate("one", "s1").orElseThrow().minting()).containsExactly(Role.PLAYER);
    }

    @Test
    void seesAClientThatWasAdded() throws IOException {
        assertThat(clients.authenticate("two", "s2")).isEmpty();
        Files.writeString(file, ONE_AND_TWO);

        clock.advance(Duration.ofSeconds(1));

        assertThat(clients.authenticate("two", "s2")).isPresent();
    }

    @Test
    void keepsItsClientsWhenTheFileIsBroken() throws IOException {
        assertThat(clients.authenticate("one", "s1")).isPresent();
        Files.writeString(file, "[{");

        clock.advance(Duration.ofSeconds(1));

        assertThat(clients.authenticate("one", "s1")).isPresent();
    }

    @Test
    void knowsNobodyWithoutAFile() {
        assertThat(new ApiClientStore(Optional.empty(), clock).authenticate("one", "s1"))
                .isEmpty();
    }
}
