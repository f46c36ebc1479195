package io.muster.runtime.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Ids that follow from what caused them, so that handling the same input again gives the same ids and a repeat is
 * recognised by everyone downstream.
 *
 * <p>UUID version 8 (RFC 9562, appendix B.2): the first 122 free bits of SHA-256 over both parts.
 */
public final class DerivedIds {

    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private DerivedIds() {}

    /**
     * The id of what {@code cause} brings about for {@code purpose}.
     *
     * @return UUID as lower-case text; equal for equal arguments, on every JVM
     */
    public static String of(String cause, String purpose) {
        MessageDigest digest = sha256();
        digest.update(cause.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0); // keeps ("a", "bc") and ("ab", "c") apart
        digest.update(purpose.getBytes(StandardCharsets.UTF_8));
        ByteBuffer hash = ByteBuffer.wrap(digest.digest());
        long high = (hash.getLong() & ~0xF000L) | VERSION_8;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT;
        return new UUID(high, low).toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
