package io.muster.session.game;

import io.muster.runtime.id.DerivedIds;
import java.util.UUID;

/**
 * The six characters players can join a session by. They follow from the session's id, so that a replay gives the same
 * ones. About a thousand million codes exist: two sessions can share one, and whoever looks one up has to expect it.
 */
public final class SessionCode {

    public static final int LENGTH = 6;

    /** Digits and capital letters without I, L, O and U, which are easily misread. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final int BITS_EACH = 5;

    private SessionCode() {}

    /** The code of a session. */
    public static String of(String sessionId) {
        long bits = UUID.fromString(DerivedIds.of(sessionId, "code")).getLeastSignificantBits();
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            code.append(ALPHABET.charAt((int) (bits >>> (i * BITS_EACH)) & (ALPHABET.length() - 1)));
        }
        return code.toString();
    }
}
