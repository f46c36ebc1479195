package io.muster.session.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * SHA-256 of a client's secret or of a refresh token. A plain hash is enough for secrets that are random and long, as those of clients have to
 * be; it is no way to keep passwords.
 */
public final class SecretHash {

    private static final String PREFIX = "sha256:";
    private static final int BYTES = 32;

    private final byte[] hash;

    private SecretHash(byte[] hash) {
        this.hash = hash;
    }

    public static SecretHash ofSecret(String secret) {
        try {
            return new SecretHash(MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Reads {@code sha256:} and 64 hexadecimal digits. */
    public static SecretHash parse(String text) {
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
    public boolean matches(String secret) {
        return MessageDigest.isEqual(hash, ofSecret(secret).hash);
    }

    /** What {@link #parse} reads. */
    public String text() {
        return PREFIX + HexFormat.of().formatHex(hash);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretHash that && MessageDigest.isEqual(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "SecretHash[...]";
    }
}
