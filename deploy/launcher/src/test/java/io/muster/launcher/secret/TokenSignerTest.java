package io.muster.launcher.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.launcher.LauncherException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenSignerTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private Path file;
    private KeyPair keys;

    @BeforeEach
    void writeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        RSAPrivateKey key = (RSAPrivateKey) keys.getPrivate();
        file = folder.resolve("signing-key.jwk.json");
        new ObjectMapper()
                .writeValue(
                        file.toFile(),
                        Map.of(
                                "kty",
                                "RSA",
                                "kid",
                                "k1",
                                "n",
                                encode(key.getModulus()),
                                "d",
                                encode(key.getPrivateExponent())));
    }

    @Test
    void signsWhatTheServicesExpect() throws Exception {
        String[] token = sign().split("\\.", -1);

        JsonNode header = decode(token[0]);
        JsonNode claims = decode(token[1]);

        assertThat(header.toString()).contains("\"alg\":\"RS256\"", "\"typ\":\"at+jwt\"", "\"kid\":\"k1\"");
        assertThat(claims.get("iss").asText()).isEqualTo("muster");
        assertThat(claims.get("aud").asText()).isEqualTo("muster");
        assertThat(claims.get("sub").asText()).isEqualTo("p1");
        assertThat(claims.get("namespace").asText()).isEqualTo("arena");
        assertThat(claims.get("roles").toString()).isEqualTo("[\"player\"]");
        assertThat(claims.get("exp").asLong() - claims.get("iat").asLong()).isEqualTo(60);
    }

    @Test
    void signsWithTheKeyOfTheFile() throws Exception {
        String token = sign();
        int end = token.lastIndexOf('.');
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initVerify(keys.getPublic());
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));

        assertThat(signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1))))
                .isTrue();
    }

    @Test
    void saysThatAFileHoldsNoKey() throws Exception {
        Files.writeString(file, "{\"kty\":\"RSA\"}");

        assertThatThrownBy(() -> TokenSigner.from(file))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("no private RSA key");
    }

    private String sign() {
        return TokenSigner.from(file).sign("arena", "p1", List.of("player"), NOW, Duration.ofMinutes(1));
    }

    private static JsonNode decode(String part) throws Exception {
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(part));
    }

    private static String encode(BigInteger number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(number.toByteArray());
    }
}
