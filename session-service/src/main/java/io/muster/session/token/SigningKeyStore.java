package io.muster.session.token;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;

/** The key that signs tokens and the keys that verify them. Fails the start of the service when there can be none. */
@Startup
@ApplicationScoped
class SigningKeyStore {

    private final RsaJsonWebKey signing;
    private final List<Map<String, Object>> verification;

    SigningKeyStore(TokenConfig config) {
        KeyFolder folder = new KeyFolder(config.dataDir().resolve("keys"));
        this.signing = folder.signingKey();
        this.verification = folder.allKeys().stream()
                .map(key -> key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY))
                .toList();
    }

    RsaJsonWebKey signing() {
        return signing;
    }

    /** Public halves in the form of a JWK set (RFC 7517). */
    Map<String, Object> jwks() {
        return Map.of("keys", verification);
    }
}
