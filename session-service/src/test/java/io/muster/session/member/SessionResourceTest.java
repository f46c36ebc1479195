package io.muster.session.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;

import io.muster.contracts.Topics;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.payload.PayloadReserved;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.session.TestClients;
import io.muster.session.game.SessionCode;
import io.muster.session.game.SessionOpening;
import io.muster.session.game.Sessions;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(TestClients.class)
class SessionResourceTest {

    private static final String NAMESPACE = Sessions.NAMESPACE;
    private static final String PATH = "/session/v1/public/namespaces/" + NAMESPACE + "/gamesessions";

    private final MatchClaimed match = Sessions.match(
            UUID.randomUUID().toString(),
            Sessions.settings(MatchSettings.HOSTING_ALLOCATE, true),
            Instant.now(),
            "ada",
            "bob");
    private final String sessionId = SessionOpening.sessionId(match);
    private final String session = PATH + '/' + sessionId;
    private final String serverId = "ds_" + UUID.randomUUID();
    private EventProbe events;

    @BeforeEach
    void openAndClaim() {
        events = EventProbe.on(Topics.SESSIONS);
        events.publish(Topics.MATCHES, match);
        await(SessionCreated.class, 1);
        events.publish(
                Topics.PAYLOADS,
                new PayloadReserved(
                        NAMESPACE,
                        UUID.randomUUID().toString(),
                        sessionId,
                        Sessions.server(serverId),
                        1,
                        Instant.now()));
        await(SessionClaimed.class, 2);
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void showsAMemberHisSession() {
        player("ada")
                .get(session)
                .then()
                .statusCode(200)
                .body("ID", equalTo(sessionId))
                .body("Version", equalTo(2));
    }

    @Test
    void hidesASessionFromPlayersWhoAreNotInIt() {
        player("eve").get(session).then().statusCode(404);
    }

    @Test
    void hidesASessionFromOtherNamespaces() {
        bearer(TestTokens.service("other", "backend")).get(session).then().statusCode(404);
    }

    @Test
    void hidesASessionFromOtherServers() {
        server("ds_other").get(session).then().statusCode(404);
    }

    @Test
    void findsTheSessionOfAServer() {
        server(serverId)
                .get(PATH + "/servers/" + serverId)
                .then()
                .statusCode(200)
                .body("ID", equalTo(sessionId));
    }

    @Test
    void wantsAToken() {
        given().get(session).then().statusCode(401);
    }

    @Test
    void listsSessionsThatAreNotOver() {
        service().queryParam("limit", 200).get(PATH).then().statusCode(200).body("data.ID", hasItem(sessionId));
    }

    @Test
    void seatsAPlayerAndTellsEverybody() {
        player("dan").post(session + "/join").then().statusCode(200).body("Members.ID", hasItem("dan"));

        assertThat(await(SessionMembersChanged.class, 3).state().members()).hasSize(3);
    }

    @Test
    void seatsAPlayerWhoKnowsTheCode() {
        player("dan")
                .contentType("application/json")
                .body(Map.of("code", SessionCode.of(sessionId).toLowerCase(Locale.ROOT)))
                .post(PATH + "/join/code")
                .then()
                .statusCode(200)
                .body("ID", equalTo(sessionId));
    }

    @Test
    void letsNobodyActForAnother() {
        player("dan").queryParam("userId", "eve").post(session + "/join").then().statusCode(403);
    }

    @Test
    void letsTheServerActForAPlayer() {
        server(serverId)
                .queryParam("userId", "bob")
                .delete(session + "/leave")
                .then()
                .statusCode(204);

        assertThat(await(SessionMembersChanged.class, 3)
                        .state()
                        .members()
                        .get(1)
                        .status())
                .isEqualTo("LEFT");
    }

    @Test
    void endsWhenThePlayersHaveLeft() {
        player("ada").delete(session + "/leave").then().statusCode(204);
        player("bob").delete(session + "/leave").then().statusCode(204);

        assertThat(await(SessionEnded.class, 4).reason()).isEqualTo("empty");
    }

    @Test
    void fillsTheLastSeatsOnceHoweverManyWantThem() throws Exception {
        try (ExecutorService players = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> requests = IntStream.range(0, 12)
                    .<Callable<Integer>>mapToObj(
                            i -> () -> player("p" + i).post(session + "/join").statusCode())
                    .toList();

            List<Integer> statuses =
                    players.invokeAll(requests).stream().map(Future::resultNow).toList();

            assertThat(statuses).filteredOn(status -> status == 200).hasSize(2);
            assertThat(statuses).filteredOn(status -> status == 409).hasSize(10);
        }
    }

    @Test
    void tellsMembersTheSecretOnly() {
        player("ada").get(session + "/secret").then().statusCode(200).body("secret", matchesPattern("\\w{32}"));
        player("eve").get(session + "/secret").then().statusCode(404);
        bearer(TestTokens.developer(NAMESPACE, "dev"))
                .get(session + "/secret")
                .then()
                .statusCode(403);
    }

    @Test
    void endsForItsServerOnly() {
        server("ds_other").delete(session).then().statusCode(404);
        server(serverId).delete(session).then().statusCode(204);

        assertThat(await(SessionEnded.class, 3).reason()).isEqualTo("ended");
    }

    @Test
    void takesTheServersWordForWhereAPlayerStands() {
        status("ada", "connected").then().statusCode(200).body("statusV2", equalTo("CONNECTED"));
        status("ada", "rejected").then().statusCode(409).body("code", equalTo("status-not-possible"));
        status("ada", "asleep").then().statusCode(400);
        status("eve", "connected").then().statusCode(404);
    }

    private Response status(String player, String status) {
        return server(serverId)
                .put("/session/v1/admin/namespaces/" + NAMESPACE + "/gamesessions/" + sessionId + "/members/" + player
                        + "/status/" + status);
    }

    private <E extends SessionEvent> E await(Class<E> type, long version) {
        return events.await(
                Topics.SESSIONS, type, event -> event.sessionId().equals(sessionId) && event.version() == version);
    }

    private static RequestSpecification player(String id) {
        return bearer(TestTokens.player(NAMESPACE, id));
    }

    private static RequestSpecification server(String id) {
        return bearer(TestTokens.server(NAMESPACE, id));
    }

    private static RequestSpecification service() {
        return bearer(TestTokens.service(NAMESPACE, "backend"));
    }

    private static RequestSpecification bearer(String token) {
        return given().auth().oauth2(token);
    }
}
