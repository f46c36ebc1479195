package io.muster.session.serviceaccount;

import static io.muster.session.serviceaccount.ServiceAccounts.NAMESPACE;
import static io.muster.session.serviceaccount.ServiceAccounts.ask;
import static io.muster.session.serviceaccount.ServiceAccounts.developer;
import static io.muster.session.serviceaccount.ServiceAccounts.newAccount;
import static io.muster.session.serviceaccount.ServiceAccounts.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.muster.runtime.db.Database;
import io.muster.runtime.id.IdSource;
import io.muster.session.TestClients;
import io.muster.session.serviceaccount.ServiceAccounts.Credentials;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(TestClients.class)
class SecretRotationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Database database;

    @Inject
    ServiceAccountStore store;

    @Inject
    RefreshTokenStore tokenStore;

    @Inject
    IdSource ids;

    @Inject
    InstantSource clock;

    @Test
    void leavesTheSecretBeforeGoodForAWhile() {
        Credentials account = newAccount("service");
        String next = rotate(account, Map.of());

        ask(account).then().statusCode(200);
        ask(account.clientId(), next, account.refreshToken()).then().statusCode(200);
    }

    @Test
    void endsTheSecretBeforeAtOnceWhenAskedTo() {
        Credentials account = newAccount("service");
        String next = rotate(account, Map.of("overlapSeconds", 0));

        ask(account).then().statusCode(401);
        ask(account.clientId(), next, account.refreshToken()).then().statusCode(200);
    }

    @Test
    void leavesOneSecretBeforeGoodAndNotTwo() {
        Credentials account = newAccount("service");
        String second = rotate(account, Map.of());
        String third = rotate(account, Map.of());

        ask(account).then().statusCode(401);
        ask(account.clientId(), second, account.refreshToken()).then().statusCode(200);
        ask(account.clientId(), third, account.refreshToken()).then().statusCode(200);
    }

    @Test
    void countsOnEveryReplicaWithTheNextRequest() {
        Credentials account = newAccount("service");
        String next = other().rotate(NAMESPACE, account.id(), Duration.ZERO)
                .await()
                .atMost(PATIENCE)
                .secret();

        ask(account).then().statusCode(401);
        ask(account.clientId(), next, account.refreshToken()).then().statusCode(200);
    }

    @Test
    void givesTwoReplicasThatRotateAtOnceSecretsThatBothWork() {
        Credentials account = newAccount("service");

        List<String> made = Uni.join()
                .all(
                        other().rotate(NAMESPACE, account.id(), Duration.ofHours(1)),
                        other().rotate(NAMESPACE, account.id(), Duration.ofHours(1)))
                .andFailFast()
                .await()
                .atMost(PATIENCE)
                .stream()
                .map(ServiceAccountService.WithSecret::secret)
                .toList();

        assertThat(made).hasSize(2).doesNotHaveDuplicates();
        made.forEach(secret ->
                ask(account.clientId(), secret, account.refreshToken()).then().statusCode(200));
    }

    @Test
    void neverMakesMoreRefreshTokensThanAllowedOnTwoReplicas() {
        Credentials account = newAccount("service");
        for (int i = 2; i < ServiceAccountRules.MOST_TOKENS; i++) {
            ServiceAccounts.addToken(account.id());
        }

        List<Boolean> made = Uni.join()
                .all(added(account), added(account))
                .andCollectFailures()
                .await()
                .atMost(PATIENCE);

        assertThat(made).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void refusesAnOverlapBeyondAWeek() {
        Credentials account = newAccount("service");

        developer(NAMESPACE)
                .body(Map.of("overlapSeconds", 604_801))
                .post(path("/" + account.id() + "/secret"))
                .then()
                .statusCode(400)
                .body("detail", containsString("604800"));
    }

    private Uni<Boolean> added(Credentials account) {
        return new RefreshTokenService(database, other(), store, tokenStore, ids)
                .create(NAMESPACE, account.id(), "", Duration.ofDays(1), "dora")
                .map(made -> true)
                .onFailure()
                .recoverWithItem(false);
    }

    /** What another replica would do it with. */
    private ServiceAccountService other() {
        return new ServiceAccountService(database, store, ids, clock);
    }

    private static String rotate(Credentials account, Map<String, Object> body) {
        return developer(NAMESPACE)
                .body(body)
                .post(path("/" + account.id() + "/secret"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getString("clientSecret");
    }
}
