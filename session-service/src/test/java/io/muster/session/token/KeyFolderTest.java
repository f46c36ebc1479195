package io.muster.session.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFolderTest {

    private static final String SIGNING_KEY = "signing-key.jwk.json";

    @TempDir
    Path data;

    @Test
    void makesAKeyThatOnlyItsOwnerCanRead() throws Exception {
        new KeyFolder(keys()).signingKey();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys().resolve(SIGNING_KEY))))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsItsKey() {
        String first = new KeyFolder(keys()).signingKey().getKeyId();

        assertThat(new KeyFolder(keys()).signingKey().getKeyId()).isEqualTo(first);
    }

    @Test
    void makesAKeyOfAtLeast2048Bits() {
        assertThat(new KeyFolder(keys())
                        .signingKey()
                        .getRsaPublicKey()
                        .getModulus()
                        .bitLength())
                .isGreaterThanOrEqualTo(2048);
    }

    @Test
    void givesReplicasThatStartAtOnceTheSameKey() throws Exception {
        Callable<String> replica = () -> new KeyFolder(keys()).signingKey().getKeyId();
        try (ExecutorService replicas = Executors.newFixedThreadPool(4)) {
            List<String> ids = replicas.invokeAll(List.of(replica, replica, replica, replica)).stream()
                    .map(Future::resultNow)
                    .distinct()
                    .toList();

            assertThat(ids).hasSize(1);
        }
        try (Stream<Path> files = Files.list(keys())) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void stillKnowsAKeyThatSignedBefore() throws Exception {
        String old = new KeyFolder(keys()).signingKey().getKeyId();
        Files.move(keys().resolve(SIGNING_KEY), keys().resolve("old.jwk.json"));
        String now = new KeyFolder(keys()).signingKey().getKeyId();

        assertThat(new KeyFolder(keys()).allKeys())
                .extracting(RsaJsonWebKey::getKeyId)
                .containsExactlyInAnyOrder(old, now);
    }

    @Test
    void refusesToStartWithSomethingThatIsNoKey() throws Exception {
        Files.createDirectories(keys());
        Files.writeString(keys().resolve(SIGNING_KEY), "{\"kty\":\"RSA\"}");

        assertThatThrownBy(() -> new KeyFolder(keys()).signingKey())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(SIGNING_KEY);
    }

    private Path keys() {
        return data.resolve("keys");
    }
}
