package io.muster.launcher.secret;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.launcher.stack.PartName;
import io.muster.launcher.stack.StackFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretFilesTest {

    @TempDir
    private Path data;

    private StackFolder folder;

    @BeforeEach
    void open() {
        folder = new StackFolder(Path.of("."), data);
    }

    @Test
    void keepsSecretsOverRestarts() {
        assertThat(SecretFiles.load(folder)).isEqualTo(SecretFiles.load(folder));
    }

    @Test
    void givesEveryServiceAPasswordOfItsOwn() {
        Secrets secrets = SecretFiles.load(folder);

        assertThat(secrets.databases())
                .hasSize(PartName.services().size())
                .values()
                .doesNotHaveDuplicates()
                .doesNotContain(secrets.databaseAdmin());
    }

    @Test
    void writesFilesThatOnlyTheirOwnerCanRead() throws IOException {
        SecretFiles.writeClients(folder, SecretFiles.load(folder));

        for (Path file : new Path[] {folder.secretsFile(), folder.clientsFile()}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void letsOnlyTheAllocatorMintServerTokens() throws IOException {
        SecretFiles.writeClients(folder, SecretFiles.load(folder));

        JsonNode clients = new ObjectMapper().readTree(folder.clientsFile().toFile());

        assertThat(clients).hasSize(PartName.services().size());
        clients.forEach(client -> assertThat(client.path("permissions").toString())
                .isEqualTo(client.path("clientId").asText().equals("allocator-service") ? "[\"mint:server\"]" : "[]"));
    }

    @Test
    void showsNoSecretWhenPrinted() {
        Secrets secrets = SecretFiles.load(folder);

        assertThat(secrets.toString()).doesNotContain(secrets.databaseAdmin());
    }
}
