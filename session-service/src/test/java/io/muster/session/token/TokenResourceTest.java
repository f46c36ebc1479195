package io.muster.session.token;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.muster.session.TestClients;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(TestClients.class)
class TokenResourceTest {

    private static final Map<String, String> SERVER_TOKEN =
            Map.of("grant_type", "client_credentials", "role", "server", "subject", "ds_1", "namespace", "demo");

    @Test
    void mintsAServerTokenThatThePublishedKeysVerify() throws Exception {
        String token = ask(allocator(), SERVER_TOKEN)
                .then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("expires_in", equalTo(86400))
                .body("scope", equalTo("server"))
                .extract()
                .path("access_token");

        JwtClaims claims = verify(token);

        assertThat(claims.getSubject()).isEqualTo("ds_1");
        assertThat(claims.getStringClaimValue("namespace")).isEqualTo("demo");
        assertThat(claims.getStringListClaimValue("roles")).containsExactly("server");
        assertThat(claims.getJwtId()).isNotEmpty();
    }

    @Test
    void saysWhatKindOfTokenItIsAndWhichKeySignedIt() throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setCompactSerialization(ask(allocator(), SERVER_TOKEN).path("access_token"));

        assertThat(signature.getHeader("typ")).isEqualTo("at+jwt");
        assertThat(signature.getKeyIdHeaderValue())
                .isEqualTo(given().get("/.well-known/jwks.json").path("keys[0].kid"));
    }

    @Test
    void takesCredentialsFromTheBodyToo() throws Exception {
        Response response = ask(
                given(),
                Map.of(
                        "grant_type", "client_credentials",
                        "client_id", "backend",
                        "client_secret", "backend-secret"));

        assertThat(verify(response.path("access_token")).getSubject()).isEqualTo("backend");
        response.then().body("scope", equalTo("service")).body("expires_in", equalTo(900));
    }

    @Test
    void refusesAWrongSecret() {
        ask(basic("allocator", "guess"), SERVER_TOKEN)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", notNullValue())
                .body("error", equalTo("invalid_client"))
                .body("status", equalTo(401));
    }

    @Test
    void refusesAnUnknownClientInTheSameWords() {
        String unknown = ask(basic("nobody", "nobody"), SERVER_TOKEN).asString();

        assertThat(unknown)
                .isEqualTo(ask(basic("allocator", "guess"), SERVER_TOKEN).asString());
    }

    @Test
    void refusesARoleTheClientMayNotMint() {
        ask(
                        allocator(),
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "role",
                                "player",
                                "subject",
                                "ada",
                                "namespace",
                                "demo"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void refusesANamespaceTheClientMayNotName() {
        ask(
                        basic("backend", "backend-secret"),
                        Map.of(
                                "grant_type",
                                "client_credentials",
                                "role",
                                "player",
                                "subject",
                                "ada",
                                "namespace",
                                "other"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void refusesAnotherGrant() {
        ask(allocator(), Map.of("grant_type", "password"))
                .then()
                .statusCode(400)
                .body("error", equalTo("unsupported_grant_type"));
    }

    @Test
    void refusesABodyThatIsNoForm() {
        allocator()
                .contentType("application/json")
                .body("{}")
                .post("/oauth2/token")
                .then()
                .statusCode(415);
    }

    @Test
    void publishesNoPrivateKey() {
        List<Map<String, Object>> keys = given().get("/.well-known/jwks.json").path("keys");

        assertThat(keys)
                .allSatisfy(key -> assertThat(key).containsKeys("kid", "n", "e").doesNotContainKey("d"));
    }

    private static JwtClaims verify(String token) throws Exception {
        JsonWebKeySet keys =
                new JsonWebKeySet(given().get("/.well-known/jwks.json").asString());
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setExpectedIssuer("muster")
                .setExpectedAudience("muster")
                .setRequireExpirationTime()
                .build();
        return consumer.processToClaims(token);
    }

    private static RequestSpecification allocator() {
        return basic("allocator", "allocator-secret");
    }

    private static RequestSpecification basic(String id, String secret) {
        return given().auth().preemptive().basic(id, secret);
    }

    private static Response ask(RequestSpecification request, Map<String, String> form) {
        return request.formParams(form).post("/oauth2/token");
    }
}
