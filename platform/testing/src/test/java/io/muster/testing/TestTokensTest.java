package io.muster.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

class TestTokensTest {

    @Test
    void signsATokenThatThePublishedKeyVerifies() throws Exception {
        JwtClaims claims = consumer().processToClaims(TestTokens.player("arena", "p1"));

        assertThat(claims.getSubject()).isEqualTo("p1");
        assertThat(claims.getStringClaimValue("namespace")).isEqualTo("arena");
        assertThat(claims.getStringListClaimValue("roles")).containsExactly("player");
    }

    @Test
    void makesExpiredTokens() {
        String expired = TestTokens.of("arena", "p1", "player")
                .issued(Instant.now().minusSeconds(100), Duration.ofSeconds(10))
                .sign();

        assertThatThrownBy(() -> consumer().processToClaims(expired)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void makesTokensWithAWrongSignature() {
        String foreign = TestTokens.of("arena", "p1", "player").signWithForeignKey();

        assertThatThrownBy(() -> consumer().processToClaims(foreign)).isInstanceOf(InvalidJwtException.class);
    }

    private static JwtConsumer consumer() throws Exception {
        JsonWebKeySet keys = new JsonWebKeySet(Files.readString(TestTokens.jwksFile()));
        return new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedType(true, "at+jwt")
                .setExpectedIssuer("muster")
                .setExpectedAudience("muster")
                .setRequireExpirationTime()
                .build();
    }
}
