package io.muster.session.serviceaccount;

import static io.muster.session.serviceaccount.ServiceAccounts.NAMESPACE;
import static io.muster.session.serviceaccount.ServiceAccounts.ask;
import static io.muster.session.serviceaccount.ServiceAccounts.developer;
import static io.muster.session.serviceaccount.ServiceAccounts.newAccount;
import static io.muster.session.serviceaccount.ServiceAccounts.path;
import static io.muster.session.serviceaccount.ServiceAccounts.uniqueName;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.muster.runtime.db.Database;
import io.muster.session.TestClients;
import io.muster.session.serviceaccount.ServiceAccounts.Credentials;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(TestClients.class)
class ServiceAccountTest {

    @Inject
    Database database;

    @Test
    void getsAnAccessTokenForItsRefreshToken() throws InvalidJwtException {
        Credentials account = newAccount("service");

        Response response = ask(account);

        response.then()
                .statusCode(200)
                .header("Cache-Control", "no-store")
                .body("token_type", equalTo("Bearer"))
                .body("scope", equalTo("service"))
                .body("expires_in", equalTo(900));
        JwtClaims claims = claims(response);
        assertThat(claims.getClaimValueAsString("sub")).isEqualTo(account.clientId());
        assertThat(claims.getClaimValueAsString("namespace")).isEqualTo(NAMESPACE);
    }

    @Test
    void keepsItsRefreshTokenWhenItIsUsed() {
        Credentials account = newAccount("service");

        ask(account).then().statusCode(200);
        ask(account).then().statusCode(200);
    }

    @Test
    void hasSeveralRefreshTokensAtTheSameTime() {
        Credentials account = newAccount("service");
        String second = ServiceAccounts.addToken(account.id()).getString("refreshToken");

        ask(account).then().statusCode(200);
        ask(account.clientId(), account.secret(), second).then().statusCode(200);
    }

    @Test
    void losesTheRefreshTokenThatIsRevokedAndNoOther() {
        Credentials account = newAccount("service");
        JsonPath second = ServiceAccounts.addToken(account.id());

        developer(NAMESPACE)
                .delete(path("/" + account.id() + "/refresh-tokens/" + second.getString("id")))
                .then()
                .statusCode(204);

        ask(account.clientId(), account.secret(), second.getString("refreshToken"))
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
        ask(account).then().statusCode(200);
    }

    @Test
    void cannotUseARefreshTokenThatIsOver() {
        Credentials account = newAccount("service");
        database.inTransaction(session -> session.createNativeQuery(
                                "update refresh_tokens set expires_at = now() where cast(account_id as text) = :id")
                        .setParameter("id", account.id())
                        .executeUpdate())
                .await()
                .atMost(Duration.ofSeconds(60));

        ask(account).then().statusCode(400).body("error", equalTo("invalid_grant"));
    }

    @Test
    void cannotUseTheRefreshTokenOfAnotherAccount() {
        Credentials account = newAccount("service");
        Credentials other = newAccount("service");

        ask(account.clientId(), account.secret(), other.refreshToken())
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_grant"));
    }

    @Test
    void isNotBelievedWithAWrongSecretOrId() {
        Credentials account = newAccount("service");

        ask(account.clientId(), "guess", account.refreshToken())
                .then()
                .statusCode(401)
                .body("error", equalTo("invalid_client"));
        ask("sa-nobody", account.secret(), account.refreshToken()).then().statusCode(401);
        ask("allocator", account.secret(), account.refreshToken()).then().statusCode(401);
    }

    @Test
    void cannotDoWithoutARefreshToken() {
        Credentials account = newAccount("service");

        given().formParams(Map.of(
                        "grant_type",
                        "client_credentials",
                        "client_id",
                        account.clientId(),
                        "client_secret",
                        account.secret()))
                .post("/oauth2/token")
                .then()
                .statusCode(401);
        given().formParams(Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        account.clientId(),
                        "client_secret",
                        account.secret()))
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("invalid_request"));
    }

    @Test
    void speaksForNobodyElseAndInNoOtherNamespace() {
        Credentials account = newAccount("developer", "service");

        given().formParams(Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        account.clientId(),
                        "client_secret",
                        account.secret(),
                        "refresh_token",
                        account.refreshToken(),
                        "namespace",
                        "other"))
                .post("/oauth2/token")
                .then()
                .statusCode(400)
                .body("error", equalTo("unauthorized_client"));
    }

    @Test
    void getsTheRolesThatWereSetLast() {
        Credentials account = newAccount("service");

        developer(NAMESPACE)
                .body(Map.of("roles", List.of("developer", "service")))
                .put(path("/" + account.id()))
                .then()
                .statusCode(200);

        ask(account).then().body("scope", equalTo("developer service"));
    }

    @Test
    void getsNoTokenWhileItIsDisabled() {
        Credentials account = newAccount("service");

        disable(account, true);
        ask(account).then().statusCode(400).body("error", equalTo("unauthorized_client"));
        disable(account, false);
        ask(account).then().statusCode(200);
    }

    @Test
    void getsNoTokenOnceItIsDeleted() {
        Credentials account = newAccount("service");

        developer(NAMESPACE).delete(path("/" + account.id())).then().statusCode(204);

        ask(account).then().statusCode(401);
        developer(NAMESPACE).get(path("/" + account.id())).then().statusCode(404);
    }

    @Test
    void tellsSecretsOnceAndKeepsTheirHashesOnly() {
        Credentials account = newAccount("service");

        String shown = developer(NAMESPACE).get(path("/" + account.id())).asString()
                + developer(NAMESPACE)
                        .get(path("/" + account.id() + "/refresh-tokens"))
                        .asString();

        assertThat(shown).doesNotContain(account.secret()).doesNotContain(account.refreshToken());
        assertThat(stored()).doesNotContain(account.secret()).doesNotContain(account.refreshToken());
    }

    @Test
    void showsWhenARefreshTokenWasUsedLast() {
        Credentials account = newAccount("service");
        Instant before = Instant.now().minusSeconds(1);
        ask(account).then().statusCode(200);

        String used = developer(NAMESPACE)
                .get(path("/" + account.id() + "/refresh-tokens"))
                .jsonPath()
                .getString("data[0].lastUsedAt");

        assertThat(Instant.parse(used)).isAfter(before);
    }

    @Test
    void listsTheAccountsOfItsNamespaceOnly() {
        Credentials account = newAccount("service");

        developer(NAMESPACE).get(path("")).then().statusCode(200).body("data.id", hasItem(account.id()));
        developer("other").get(path("/" + account.id())).then().statusCode(404);
    }

    @Test
    void isManagedByDevelopersOnly() {
        given().get(path("")).then().statusCode(401);
        given().header("Authorization", "Bearer " + TestTokens.service(NAMESPACE, "backend"))
                .get(path(""))
                .then()
                .statusCode(403);
    }

    @Test
    void hasANameThatNoOtherAccountOfItsNamespaceHas() {
        Map<String, Object> body = Map.of("name", uniqueName(), "roles", List.of("service"));
        developer(NAMESPACE).body(body).post(path("")).then().statusCode(201);

        developer(NAMESPACE).body(body).post(path("")).then().statusCode(409);
    }

    @Test
    void hasAtMostEightRefreshTokens() {
        Credentials account = newAccount("service");
        for (int i = 1; i < ServiceAccountRules.MOST_TOKENS; i++) {
            ServiceAccounts.addToken(account.id());
        }

        developer(NAMESPACE)
                .body("{}")
                .post(path("/" + account.id() + "/refresh-tokens"))
                .then()
                .statusCode(409)
                .body("detail", containsString("8"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name  | {'roles': ['service']}",
                "name  | {'name': 'a b', 'roles': ['service']}",
                "roles | {'name': 'a'}",
                "roles | {'name': 'a', 'roles': []}",
                "roles | {'name': 'a', 'roles': ['player']}",
            })
    void namesTheFieldThatIsWrong(String field, String body) {
        developer(NAMESPACE)
                .body(body.replace('\'', '"'))
                .post(path(""))
                .then()
                .statusCode(400)
                .body("detail", containsString(field));
    }

    private static void disable(Credentials account, boolean disabled) {
        developer(NAMESPACE)
                .body(Map.of("roles", List.of("service"), "disabled", disabled))
                .put(path("/" + account.id()))
                .then()
                .statusCode(200);
    }

    private String stored() {
        return database.read(session -> session.createNativeQuery(
                                "select cast(to_jsonb(a) as text) || cast(to_jsonb(t) as text)"
                                        + " from service_accounts a join refresh_tokens t using (account_id)",
                                String.class)
                        .getResultList())
                .map(rows -> String.join("\n", rows))
                .await()
                .atMost(Duration.ofSeconds(60));
    }

    private static JwtClaims claims(Response response) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setExpectedAudience("muster")
                .build()
                .processToClaims(response.jsonPath().getString("access_token"));
    }
}
