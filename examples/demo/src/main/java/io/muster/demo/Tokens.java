package io.muster.demo;

import io.muster.client.token.TokenSource;
import io.muster.launcher.secret.TokenSigner;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Tokens of everybody who takes part, made as {@code ./muster token} makes them. */
final class Tokens {

    private static final Duration LIFE = Duration.ofMinutes(15);

    private final TokenSigner signer;
    private final String namespace;

    Tokens(Path signingKey, String namespace) {
        this.signer = TokenSigner.from(signingKey);
        this.namespace = namespace;
    }

    TokenSource player(String name) {
        return sign(name, "player");
    }

    TokenSource backend() {
        return sign("demo-backend", "service");
    }

    TokenSource developer() {
        return sign("demo-developer", "developer");
    }

    private TokenSource sign(String subject, String role) {
        return TokenSource.fixed(signer.sign(namespace, subject, List.of(role), Instant.now(), LIFE));
    }
}
