package io.muster.session.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 of a client's secret. A plain hash is enough for secrets that are random and long, as those of clients have to
 * be; it is no way to keep passwords.
 */
final class SecretHash {

    private static final String PREFIX = "sha256:";
    private static final int BYTES = 32;

    private final byte[] hash;

    private SecretHash(byte[] hash) {
        this.hash = hash;
    }

    static SecretHash ofSecret(String secret) {
        try {
            return new SecretHash(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Reads {@code sha256:} and 64 hexadecimal digits. */
    static SecretHash parse(String text) {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("secretHash must start with " + PREFIX);
        }
        byte[] hash = HexFormat.of().parseHex(text.substring(PREFIX.length()));
        if (hash.length != BYTES) {
            throw new IllegalArgumentException("secretHash must have " + 2 * BYTES + " hexadecimal digits");
        }
        return new SecretHash(hash);
    }

    /** Compares in a time that does not tell where the two differ. */
    boolean matches(String secret) {
        return MessageDigest.isEqual(hash, ofSecret(secret).hash);
    }

    @Override
    public String toString() {
        return "SecretHash[...]";
    }
}
