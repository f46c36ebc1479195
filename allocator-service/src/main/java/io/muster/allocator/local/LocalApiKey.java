package io.muster.allocator.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves that a call comes from the payload it names: the path a payload is given contains a code that only this replica
 * can make. The key is kept in the data folder, so that payloads which outlive the service can still call.
 */
final class LocalApiKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecretKeySpec key;

    LocalApiKey(byte[] secret) {
        key = new SecretKeySpec(secret, ALGORITHM);
    }

    /** The key in a file, made at the first time. */
    static LocalApiKey in(Path folder) {
        Path file = folder.resolve("local-api.key");
        try {
            if (!Files.exists(file)) {
                byte[] secret = new byte[BYTES];
                new SecureRandom().nextBytes(secret);
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.write(file, secret, StandardOpenOption.WRITE);
            }
            return new LocalApiKey(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use " + file, e);
        }
    }

    /** The code of a payload. */
    String codeOf(String uid) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(uid.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether it is; takes the same time either way. */
    boolean isCodeOf(String code, String uid) {
        return MessageDigest.isEqual(
                code.getBytes(StandardCharsets.UTF_8), codeOf(uid).getBytes(StandardCharsets.UTF_8));
    }
}
