package io.muster.launcher.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.launcher.LauncherException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.RSAPrivateKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Signs access tokens for people who try a stack on their own machine, with the key that session-service made there. Who
 * can read the key file owns the stack anyway, so no request to a service is needed.
 */
public final class TokenSigner {

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final String keyId;
    private final PrivateKey key;

    private TokenSigner(String keyId, PrivateKey key) {
        this.keyId = keyId;
        this.key = key;
    }

    /** Reads the private RSA key in JWK form (RFC 7517). */
    public static TokenSigner from(Path keyFile) {
        if (!Files.isReadable(keyFile)) {
            throw new LauncherException(
                    keyFile + " is not there; session-service makes it when a stack first starts: ./muster up");
        }
        try {
            Map<String, Object> jwk = SecretFiles.read(keyFile);
            RSAPrivateKeySpec spec = new RSAPrivateKeySpec(number(jwk, "n"), number(jwk, "d"));
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(spec);
            return new TokenSigner(String.valueOf(jwk.get("kid")), key);
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new LauncherException(keyFile + " holds no private RSA key in JWK form", e);
        }
    }

    /** A token in compact form (RFC 9068). */
    public String sign(String namespace, String subject, List<String> roles, Instant now, Duration life) {
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", "muster");
        claims.put("aud", "muster");
        claims.put("sub", subject);
        claims.put("namespace", namespace);
        claims.put("roles", roles);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(life).getEpochSecond());
        claims.put("jti", UUID.randomUUID().toString());
        String content = encode(Map.of("alg", "RS256", "typ", "at+jwt", "kid", keyId)) + '.' + encode(claims);
        return content + '.' + ENCODER.encodeToString(signature(content));
    }

    private byte[] signature(String content) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new LauncherException("the signing key does not work", e);
        }
    }

    private static String encode(Map<String, Object> json) {
        try {
            return ENCODER.encodeToString(JsonMapper.builder().build().writeValueAsBytes(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static BigInteger number(Map<String, Object> jwk, String field) {
        if (!(jwk.get(field) instanceof String text)) {
            throw new IllegalArgumentException("no " + field);
        }
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }
}
