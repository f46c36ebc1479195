package io.muster.testing;

import io.muster.testing.backend.TemporaryFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/**
 * Access tokens as session-service mints them (RS256, header {@code typ} {@code at+jwt}, issuer and audience
 * {@code muster}), signed with a key that lives as long as the test JVM. Immutable; each {@code with} call answers a copy.
 */
public final class TestTokens {

    private static final String JWKS_FILE = "muster.testing.jwks-file";
    private static final String PRIVATE_KEY = "muster.testing.private-key";
    private static final Duration LIFE = Duration.ofHours(1);

    private final Map<String, Object> claims;
    private final Instant issuedAt;
    private final Duration life;

    private TestTokens(Map<String, Object> claims, Instant issuedAt, Duration life) {
        this.claims = Map.copyOf(claims);
        this.issuedAt = issuedAt;
        this.life = life;
    }

    /** A player's token, ready to be sent as bearer token. */
    public static String player(String namespace, String subject) {
        return of(namespace, subject, "player").sign();
    }

    /** A game server's token. */
    public static String server(String namespace, String subject) {
        return of(namespace, subject, "server").sign();
    }

    /** A developer's token. */
    public static String developer(String namespace, String subject) {
        return of(namespace, subject, "developer").sign();
    }

    /** A service's token. */
    public static String service(String namespace, String subject) {
        return of(namespace, subject, "service").sign();
    }

    /** A token to be bent before it is signed. */
    public static TestTokens of(String namespace, String subject, String... roles) {
        return new TestTokens(
                Map.of(
                        "iss",
                        "muster",
                        "aud",
                        "muster",
                        "sub",
                        subject,
                        "namespace",
                        namespace,
                        "roles",
                        List.of(roles)),
                Instant.now(),
                LIFE);
    }

    /** Replaces one claim, for tokens that must be refused. */
    public TestTokens with(String claim, Object value) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.put(claim, value);
        return new TestTokens(changed, issuedAt, life);
    }

    /** Drops one claim. */
    public TestTokens without(String claim) {
        Map<String, Object> changed = new HashMap<>(claims);
        changed.remove(claim);
        return new TestTokens(changed, issuedAt, life);
    }

    /** Moves the token in time; a past moment with a short life makes an expired one. */
    public TestTokens issued(Instant at, Duration lifetime) {
        return new TestTokens(claims, at, lifetime);
    }

    /** The compact form, signed with the key whose public half is in {@link #jwksFile()}. */
    public String sign() {
        return sign(key());
    }

    /** The compact form signed with a key that nobody trusts, under the id of the trusted one. */
    public String signWithForeignKey() {
        try {
            RsaJsonWebKey foreign = RsaJwkGenerator.generateJwk(2048);
            foreign.setKeyId(key().getKeyId());
            return sign(foreign);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public key set for {@code muster.jwks.url}; made by the first call and deleted with the JVM. */
    public static Path jwksFile() {
        key();
        return Path.of(System.getProperty(JWKS_FILE));
    }

    /** A folder for {@code muster.data.dir} of one service. */
    static Path dataFolder(String service) {
        try {
            return Files.createDirectories(jwksFile().resolveSibling(service));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String sign(RsaJsonWebKey key) {
        JwtClaims payload = new JwtClaims();
        payload.setClaim("iat", issuedAt.getEpochSecond());
        payload.setClaim("exp", issuedAt.plus(life).getEpochSecond());
        payload.setClaim("jti", UUID.randomUUID().toString());
        claims.forEach(payload::setClaim);
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setHeader("typ", "at+jwt");
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setPayload(payload.toJson());
        signature.setKey(key.getPrivateKey());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kept in the system properties because Quarkus loads this class in more than one class loader. */
    private static RsaJsonWebKey key() {
        Properties shared = System.getProperties();
        synchronized (shared) {
            try {
                String known = shared.getProperty(PRIVATE_KEY);
                if (known != null) {
                    return new RsaJsonWebKey(JsonUtil.parseJson(known));
                }
                RsaJsonWebKey made = RsaJwkGenerator.generateJwk(2048);
                made.setKeyId("test-" + UUID.randomUUID());
                made.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
                made.setUse("sig");
                shared.setProperty(JWKS_FILE, writePublic(made).toString());
                shared.setProperty(PRIVATE_KEY, made.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE));
                return made;
            } catch (JoseException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Path writePublic(RsaJsonWebKey key) {
        try {
            Path folder = TemporaryFolder.create("muster-test-keys");
            Path file = folder.resolve("jwks.json");
            String publicKey = key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
            Files.writeString(file, "{\"keys\":[" + publicKey + "]}");
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
