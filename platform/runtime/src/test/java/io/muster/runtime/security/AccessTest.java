package io.muster.runtime.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class AccessTest {

    private static ValidatableResponse getWith(String token) {
        return given().auth().oauth2(token).get("/demo/probe").then();
    }

    @Test
    void letsARoleThroughAndTellsTheResourceWhoItIs() {
        getWith(TestTokens.player("demo", "ada"))
                .statusCode(200)
                .body("namespace", equalTo("demo"))
                .body("subject", equalTo("ada"));
    }

    @Test
    void keepsTheTraceOfTheCaller() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        given().auth()
                .oauth2(TestTokens.player("demo", "ada"))
                .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
                .get("/demo/probe")
                .then()
                .statusCode(200)
                .header("traceparent", startsWith("00-" + trace))
                .body("trace", equalTo(trace));
    }

    @Test
    void refusesOtherRoles() {
        getWith(TestTokens.developer("demo", "ada")).statusCode(403).contentType("application/problem+json");
    }

    @Test
    void refusesEverybodyWhereNoRuleIsSet() {
        String token = TestTokens.of("demo", "ada", "player", "server", "developer", "service")
                .sign();
        given().auth().oauth2(token).get("/demo/probe/forgotten").then().statusCode(403);
    }

    @Test
    void opensWhatIsMarkedOpen() {
        given().get("/demo/probe/open").then().statusCode(200);
    }

    @Test
    void makesAForeignNamespaceLookMissing() {
        getWith(TestTokens.player("other", "ada")).statusCode(404).contentType("application/problem+json");
    }

    @Test
    void asksForAToken() {
        given().get("/demo/probe")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void refusesOtherSchemes() {
        given().header("Authorization", "Basic YTpi").get("/demo/probe").then().statusCode(401);
    }

    static Stream<String> badTokens() throws JoseException {
        TestTokens good = TestTokens.of("demo", "ada", "player");
        return Stream.of(
                "",
                "a.b.c",
                "x".repeat(9_000),
                good.with("iss", "someone").sign(),
                good.with("aud", "someone").sign(),
                good.without("aud").sign(),
                good.without("namespace").sign(),
                good.with("namespace", 7).sign(),
                good.without("sub").sign(),
                good.with("nbf", Instant.now().plusSeconds(600).getEpochSecond())
                        .sign(),
                good.issued(Instant.now().minusSeconds(100), Duration.ofSeconds(60))
                        .sign(),
                good.signWithForeignKey(),
                good.sign().substring(0, good.sign().length() - 4) + "AAAA",
                signed("none", null, "at+jwt"),
                signed(AlgorithmIdentifiers.HMAC_SHA256, new HmacKey(new byte[32]), "at+jwt"),
                signed(
                        AlgorithmIdentifiers.RSA_USING_SHA256,
                        RsaJwkGenerator.generateJwk(2048).getPrivateKey(),
                        "JWT"));
    }

    private static String signed(String algorithm, java.security.Key key, String type) throws JoseException {
        JsonWebSignature token = new JsonWebSignature();
        token.setAlgorithmConstraints(org.jose4j.jwa.AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(algorithm);
        token.setKey(key);
        token.setHeader("typ", type);
        token.setKeyIdHeaderValue("made-up");
        token.setPayload("{\"iss\":\"muster\",\"aud\":\"muster\",\"sub\":\"ada\",\"namespace\":\"demo\","
                + "\"roles\":[\"player\"],\"exp\":4102444800}");
        return token.getCompactSerialization();
    }

    @ParameterizedTest
    @MethodSource("badTokens")
    void refusesABadToken(String token) {
        getWith(token).statusCode(401).contentType("application/problem+json");
    }

    @Test
    void ignoresRolesItDoesNotKnow() {
        getWith(TestTokens.of("demo", "ada", "emperor").sign()).statusCode(403);
        getWith(TestTokens.of("demo", "ada")
                        .with("roles", List.of("emperor", "player"))
                        .sign())
                .statusCode(200);
    }
}
