package io.muster.session.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets with 256 bits of chance, so that a plain hash of them cannot be searched for. */
public final class RandomSecret {

    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();

    /**
     * A new one, of characters that need no escaping anywhere.
     *
     * @param prefix says what it is, so that it is found when it turns up where it should not
     */
    public String next(String prefix) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
