package io.muster.allocator.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalApiKeyTest {

    @TempDir
    Path folder;

    @Test
    void knowsThePayloadsOfARestartedReplica() {
        String code = LocalApiKey.in(folder).codeOf("u1");

        assertThat(LocalApiKey.in(folder).isCodeOf(code, "u1")).isTrue();
    }

    @Test
    void doesNotTakeThePathOfOnePayloadForAnother() {
        LocalApiKey key = LocalApiKey.in(folder);

        assertThat(key.isCodeOf(key.codeOf("u1"), "u2")).isFalse();
        assertThat(key.isCodeOf("", "u1")).isFalse();
    }

    @Test
    void keepsItsKeyFromOthers() throws IOException {
        LocalApiKey.in(folder);

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("local-api.key"))))
                .isEqualTo("rw-------");
    }
}
