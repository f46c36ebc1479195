package io.muster.session.member;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.muster.contracts.Topics;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.session.TestClients;
import io.muster.session.game.SessionOpening;
import io.muster.session.game.Sessions;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(TestClients.class)
class HostingResourceTest {

    private static final String NAMESPACE = Sessions.NAMESPACE;

    private EventProbe events;
    private String sessionId;

    @BeforeEach
    void open() {
        events = EventProbe.on(Topics.SESSIONS);
        sessionId = open(MatchSettings.HOSTING_EXTERNAL);
    }

    @AfterEach
    void close() {
        events.close();
    }

    @Test
    void startsTheSessionOnTheServerThatTheBackendNames() {
        confirm("{\"address\":\"203.0.113.9\",\"port\":7777}").statusCode(200);

        SessionClaimed claimed = await(SessionClaimed.class);
        assertThat(claimed.state().server().connection()).isEqualTo("203.0.113.9:7777");
    }

    @Test
    void takesTheSameServerTwiceButNoOther() {
        confirm("{\"address\":\"203.0.113.9\",\"port\":7777}").statusCode(200);

        confirm("{\"address\":\"203.0.113.9\",\"port\":7777}").statusCode(200);
        confirm("{\"address\":\"203.0.113.10\",\"port\":7777}").statusCode(409).body("code", equalTo("server-known"));
        refuse("backend").statusCode(409).body("code", equalTo("server-known"));
    }

    @Test
    void failsTheSessionThatTheBackendHasNoServerFor() {
        refuse("backend").statusCode(200);

        assertThat(await(SessionFailed.class).reason()).isEqualTo("no-server");
        confirm("{\"address\":\"203.0.113.9\",\"port\":7777}").statusCode(409).body("code", equalTo("session-over"));
    }

    @Test
    void leavesSessionsOfTheAllocatorAlone() {
        sessionId = open(MatchSettings.HOSTING_ALLOCATE);

        confirm("{\"address\":\"203.0.113.9\",\"port\":7777}").statusCode(409).body("code", equalTo("not-external"));
    }

    @Test
    void namesTheInvalidField() {
        confirm("{\"address\":\"no host\",\"port\":7777}")
                .statusCode(400)
                .body("violations[0].path", equalTo("address"));
        confirm("{\"address\":\"host\",\"port\":70000}").statusCode(400).body("violations[0].path", equalTo("port"));
        confirm("{\"address\":\"host\",\"port\":1,\"ports\":{\"voice\":0}}")
                .statusCode(400)
                .body("violations[0].path", equalTo("ports.voice"));
    }

    @Test
    void hidesSessionsFromOtherNamespaces() {
        given().auth()
                .oauth2(TestTokens.service("other", "backend"))
                .delete(path())
                .then()
                .statusCode(404);
    }

    @Test
    void refusesPlayers() {
        given().auth()
                .oauth2(TestTokens.player(NAMESPACE, "ada"))
                .delete(path())
                .then()
                .statusCode(403);
    }

    private String open(String hosting) {
        MatchClaimed match = Sessions.match(
                UUID.randomUUID().toString(), Sessions.settings(hosting, false), Instant.now(), "ada", "bob");
        sessionId = SessionOpening.sessionId(match);
        events.publish(Topics.MATCHES, match);
        await(SessionCreated.class);
        return sessionId;
    }

    private <T extends SessionEvent> T await(Class<T> type) {
        String id = sessionId;
        return events.await(Topics.SESSIONS, type, event -> event.sessionId().equals(id));
    }

    private ValidatableResponse confirm(String body) {
        return given().auth()
                .oauth2(TestTokens.service(NAMESPACE, "backend"))
                .contentType(ContentType.JSON)
                .body(body)
                .put(path())
                .then();
    }

    private ValidatableResponse refuse(String backend) {
        return given().auth()
                .oauth2(TestTokens.service(NAMESPACE, backend))
                .delete(path())
                .then();
    }

    private String path() {
        return "/session/v1/public/namespaces/" + NAMESPACE + "/gamesessions/" + sessionId + "/server";
    }
}
