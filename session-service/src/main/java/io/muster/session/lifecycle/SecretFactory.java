package io.muster.session.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;

/** Makes the secrets that a game server and its players share: 32 letters and digits, 190 bits of chance. */
@ApplicationScoped
class SecretFactory {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 32;

    private final SecureRandom random = new SecureRandom();

    String next() {
        StringBuilder secret = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return secret.toString();
    }
}
