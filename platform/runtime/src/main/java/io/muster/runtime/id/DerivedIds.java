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
 * <p>{@link #of} gives a UUID of version 8 (RFC 9562, appendix B.2): the first 122 free bits of SHA-256 over both parts.
 * {@link #ordered} is for ids that become primary keys: those of one moment lie side by side in their index, instead of one
 * on each page of it.
 */
public final class DerivedIds {

    private static final long VERSION_7 = 0x7000L;
    private static final long VERSION_8 = 0x8000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;
    private static final long NO_MOMENT = -1;
    private static final int UUID_LENGTH = 36;

    private DerivedIds() {}

    /**
     * The id of what {@code cause} brings about for {@code purpose}.
     *
     * @return UUID as lower-case text; equal for equal arguments, on every JVM
     */
    public static String of(String cause, String purpose) {
        ByteBuffer hash = hash(cause, purpose);
        long high = (hash.getLong() & ~0xF000L) | VERSION_8;
        return uuid(high, hash.getLong());
    }

    /**
     * As {@link #of}, and in the order of time if the cause is: when it begins with a UUID of version 7, so is the id, of the
     * same millisecond and with 74 bits of the hash. Any other cause gives the id that {@link #of} gives, also one from
     * before there was this rule.
     *
     * @return UUID as lower-case text; equal for equal arguments, on every JVM
     */
    public static String ordered(String cause, String purpose) {
        long moment = momentOf(cause);
        if (moment == NO_MOMENT) {
            return of(cause, purpose);
        }
        ByteBuffer hash = hash(cause, purpose);
        long high = moment << 16 | VERSION_7 | (hash.getLong() & 0xFFFL);
        return uuid(high, hash.getLong());
    }

    /** Milliseconds in the UUID of version 7 that a text begins with. */
    private static long momentOf(String cause) {
        if (cause.length() < UUID_LENGTH || cause.charAt(14) != '7') {
            return NO_MOMENT;
        }
        try {
            UUID first = UUID.fromString(cause.substring(0, UUID_LENGTH));
            return first.version() == 7 && first.variant() == 2 ? first.getMostSignificantBits() >>> 16 : NO_MOMENT;
        } catch (IllegalArgumentException e) {
            return NO_MOMENT;
        }
    }

    private static String uuid(long high, long hashed) {
        return new UUID(high, (hashed & 0x3FFF_FFFF_FFFF_FFFFL) | VARIANT).toString();
    }

    private static ByteBuffer hash(String cause, String purpose) {
        MessageDigest digest = sha256();
        digest.update(cause.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0); // keeps ("a", "bc") and ("ab", "c") apart
        digest.update(purpose.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
