package io.muster.session.token;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/**
 * The folder with the private keys, as JWK files that only their owner can read.
 *
 * <p>{@code signing-key.jwk.json} signs. It is made when it is missing: written to a file of another name and then
 * linked, which succeeds for one of several replicas that start at once; the others read its key. Every other {@code
 * *.jwk.json} is a key that signed before and still verifies: to change the key, rename the file, restart, and delete it
 * when the tokens it signed are over.
 */
final class KeyFolder {

    private static final String SUFFIX = ".jwk.json";
    private static final String SIGNING_KEY = "signing-key" + SUFFIX;
    private static final int KEY_BITS = 2048;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");

    private final Path folder;

    KeyFolder(Path folder) {
        this.folder = folder;
    }

    /** The key that signs, made by the first call. */
    RsaJsonWebKey signingKey() {
        Path file = folder.resolve(SIGNING_KEY);
        try {
            if (Files.notExists(file)) {
                create(file);
            }
            return read(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the signing key in " + folder, e);
        }
    }

    /** Every key of the folder. */
    List<RsaJsonWebKey> allKeys() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .map(KeyFolder::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the keys in " + folder, e);
        }
    }

    private void create(Path file) throws IOException {
        Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(OWNER_FOLDER));
        Path written =
                Files.createTempFile(folder, "new-key", ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        try {
            Files.writeString(written, generate().toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
            Files.createLink(file, written);
        } catch (FileAlreadyExistsException e) {
            return; // another replica was faster, and its key is the one
        } finally {
            Files.delete(written);
        }
    }

    private static RsaJsonWebKey generate() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(KEY_BITS);
            key.setUse("sig");
            key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
            key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException("cannot make an RSA key", e);
        }
    }

    private static RsaJsonWebKey read(Path file) {
        try {
            RsaJsonWebKey key = new RsaJsonWebKey(JsonUtil.parseJson(Files.readString(file)));
            if (key.getKeyId() == null || key.getPrivateKey() == null) {
                throw new IllegalStateException(file + " is not a private RSA key with a kid");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the key " + file, e);
        } catch (JoseException e) {
            throw new IllegalStateException(file + " is not an RSA key in JWK form", e);
        }
    }
}
