package io.muster.backfill;

import static io.restassured.RestAssured.given;

import io.muster.backfill.seat.Sessions;
import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillEvent;
import io.muster.contracts.match.BackfillClaimed;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.contracts.session.SessionState;
import io.muster.testing.EventProbe;
import io.muster.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Plays session-service, ticket-service and the game server of one session against the running service. */
final class BackfillDriver implements AutoCloseable {

    static final String NAMESPACE = Sessions.NAMESPACE;
    static final String WHOLE = "/demo/matchmaking/api/v2/backfill";
    static final String PARTIAL = "/match2/v1/namespaces/demo/backfill";

    final EventProbe probe = EventProbe.on(Topics.BACKFILLS);
    final String sessionId = UUID.randomUUID().toString();
    final String serverId = "ds_" + UUID.randomUUID();
    private long sessionVersion = 1;

    /** Starts the session and answers its automatic backfill ticket. */
    BackfillCreated startWithBackfill(String... players) {
        start(true, players);
        return await(BackfillCreated.class);
    }

    void start(boolean backfillEnabled, String... players) {
        sessionVersion++;
        publish(new SessionClaimed(
                NAMESPACE, sessionId, sessionVersion, state(backfillEnabled, players), Instant.now()));
    }

    void membersChange(boolean backfillEnabled, String... players) {
        sessionVersion++;
        publish(new SessionMembersChanged(
                NAMESPACE, sessionId, sessionVersion, state(backfillEnabled, players), Instant.now()));
    }

    void end(String... players) {
        sessionVersion++;
        publish(new SessionEnded(NAMESPACE, sessionId, sessionVersion, state(true, players), "ended", Instant.now()));
    }

    private SessionState state(boolean backfillEnabled, String... players) {
        return Sessions.on(serverId, Sessions.session(sessionId, backfillEnabled, players));
    }

    private void publish(SessionEvent event) {
        probe.<SessionEvent>publish(Topics.SESSIONS, event);
    }

    /** Claims tickets for the open seats. */
    Envelope<MatchEvent> claim(
            String proposalId, String backfillId, long version, String team, ClaimedTicket... tickets) {
        BackfillClaimed claim = Sessions.claim(proposalId, backfillId, sessionId, version, team, tickets);
        return probe.publish(Topics.MATCHES, (MatchEvent) claim);
    }

    <T extends BackfillEvent> T await(Class<T> type) {
        return probe.await(
                Topics.BACKFILLS, type, event -> event.state().sessionId().equals(sessionId));
    }

    <T extends BackfillEvent> List<Envelope<T>> awaitCount(Class<T> type, int count) {
        return probe.awaitCount(
                Topics.BACKFILLS, type, event -> event.state().sessionId().equals(sessionId), count);
    }

    <T extends BackfillEvent> List<Envelope<T>> seen(Class<T> type) {
        return probe.seen(
                Topics.BACKFILLS, type, event -> event.state().sessionId().equals(sessionId));
    }

    RequestSpecification asServer() {
        return as(TestTokens.server(NAMESPACE, serverId));
    }

    RequestSpecification asService() {
        return as(TestTokens.service(NAMESPACE, "backend"));
    }

    static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token).contentType(ContentType.JSON);
    }

    static String unique(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    @Override
    public void close() {
        probe.close();
    }
}
