package io.muster.session.serviceaccount;

import static io.restassured.RestAssured.given;

import io.muster.testing.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Service accounts as a developer manages them and as their owners use them, for tests. */
final class ServiceAccounts {

    static final String NAMESPACE = "demo";

    private ServiceAccounts() {}

    /** What the owner of an account holds. */
    record Credentials(String id, String clientId, String secret, String refreshToken) {}

    static RequestSpecification developer(String namespace) {
        return given().header("Authorization", "Bearer " + TestTokens.developer(namespace, "dora"))
                .contentType("application/json");
    }

    static String path(String rest) {
        return "/session/v1/admin/namespaces/" + NAMESPACE + "/service-accounts" + rest;
    }

    static String uniqueName() {
        return "account-" + UUID.randomUUID().toString().substring(0, 8);
    }

    static Credentials newAccount(String... roles) {
        JsonPath account = developer(NAMESPACE)
                .body(Map.of("name", uniqueName(), "roles", List.of(roles)))
                .post(path(""))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
        String id = account.getString("id");
        return new Credentials(
                id,
                account.getString("clientId"),
                account.getString("clientSecret"),
                addToken(id).getString("refreshToken"));
    }

    static JsonPath addToken(String account) {
        return developer(NAMESPACE)
                .body(Map.of("description", "nightly build"))
                .post(path("/" + account + "/refresh-tokens"))
                .then()
                .statusCode(201)
                .extract()
                .jsonPath();
    }

    static Response ask(String clientId, String secret, String refreshToken) {
        return given().formParams(Map.of(
                        "grant_type",
                        "refresh_token",
                        "client_id",
                        clientId,
                        "client_secret",
                        secret,
                        "refresh_token",
                        refreshToken))
                .post("/oauth2/token");
    }

    static Response ask(Credentials credentials) {
        return ask(credentials.clientId(), credentials.secret(), credentials.refreshToken());
    }
}
