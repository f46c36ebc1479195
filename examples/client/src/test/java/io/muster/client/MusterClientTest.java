package io.muster.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.muster.client.allocation.NewAllocation;
import io.muster.client.allocation.Payload;
import io.muster.client.config.MatchConfig;
import io.muster.client.config.MatchConfig.MatchHosting;
import io.muster.client.config.MatchConfig.Range;
import io.muster.client.http.Json;
import io.muster.client.server.ServersApi.CustomNotification;
import io.muster.client.session.GameSession;
import io.muster.client.ticket.NewTicket;
import io.muster.client.ticket.Player;
import io.muster.client.ticket.Ticket;
import io.muster.client.token.TokenSource;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MusterClientTest {

    private static final String TICKETS = "/arena/matchmaking/api/v1/tickets";

    private final StubServer server = new StubServer();
    private final MusterClient client =
            MusterClient.to(server.address(), "arena").as(TokenSource.fixed("abc"));

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void createsTicketInThePlainForm() {
        server.answers(201, "{\"id\":\"t-1\"}");

        String id = client.tickets()
                .create(NewTicket.of("duel", Player.of("p1", Map.of("skill", 1500))), "p1")
                .join();

        StubServer.Received request = server.take();
        assertThat(id).isEqualTo("t-1");
        assertThat(request.method() + " " + request.uri()).isEqualTo("POST " + TICKETS);
        assertThat(request.headers())
                .containsEntry("Authorization", "Bearer abc")
                .containsEntry("Content-Type", "application/json")
                .containsEntry("X-On-Behalf-Of", "p1");
        assertThat(Json.tree(Buffer.buffer(request.body()))).isEqualTo(Json.tree(Buffer.buffer("""
                        {"queueName":"duel","players":[{"id":"p1","customData":{"skill":1500}}]}""")));
    }

    @Test
    void readsAssignedTicket() {
        server.answers(200, """
                {"id":"t-1","queueName":"duel","state":"assigned","matchId":"m-1","sessionId":"s-1","news":1,
                 "assignment":{"connection":"127.0.0.1:9000","error":null,"properties":null}}""");

        Ticket ticket = client.tickets().get("t-1").join();

        assertThat(server.take().uri()).isEqualTo(TICKETS + "?id=t-1");
        assertThat(ticket.hasEnded()).isTrue();
        assertThat(ticket.sessionId()).isEqualTo("s-1");
        assertThat(ticket.assignment().connection()).isEqualTo("127.0.0.1:9000");
    }

    @Test
    void cutsWaitToWhatTheServiceAllows() {
        server.answers(200, "{\"id\":\"t-1\",\"state\":\"waiting\"}");

        client.tickets().await("t-1", Duration.ofMinutes(5)).join();

        assertThat(server.take().uri()).isEqualTo(TICKETS + "?id=t-1&wait=30");
    }

    @Test
    void carriesTheProblemOfRefusedRequest() {
        server.answersProblem(409, """
                {"type":"https://muster.dev/problems/active-ticket","title":"Conflict","status":409,
                 "detail":"Player p1 already waits","ticketId":"t-0"}""", Map.of("Retry-After", "3"));

        RefusedException failure = (RefusedException) causeOf(
                () -> client.tickets().create(NewTicket.solo("duel", "p1")).join());

        assertThat(failure.status()).isEqualTo(409);
        assertThat(failure.problem().text("ticketId")).contains("t-0");
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(3));
        assertThat(failure.changedNothing()).isTrue();
        assertThat(failure).hasMessageContaining("POST " + TICKETS).hasMessageContaining("already waits");
    }

    @Test
    void understandsErrorsThatAreNoProblemDocument() {
        server.answers(502, "upstream is away");

        RefusedException failure =
                (RefusedException) causeOf(() -> client.tickets().get("t-1").join());

        assertThat(failure.problem().detail()).isEqualTo("upstream is away");
        assertThat(failure.changedNothing()).isFalse();
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheConnectionBreaks() {
        Throwable failure = causeOf(
                () -> client.tickets().create(NewTicket.solo("duel", "p1")).join());

        assertThat(failure).isInstanceOf(UnknownOutcomeException.class);
        assertThat(((MusterException) failure).changedNothing()).isFalse();
    }

    @Test
    void cancelsTicket() {
        server.answers(200, "");

        client.tickets().cancel("t-1").join();

        StubServer.Received request = server.take();
        assertThat(request.method() + " " + request.uri()).isEqualTo("DELETE " + TICKETS + "?id=t-1");
    }

    @Test
    void putsConfigInItsCanonicalForm() {
        server.answers(200, "{}");

        client.configs()
                .put(
                        "arena",
                        MatchConfig.teams("arena", 2, new Range(3, 4), 60, true, MatchHosting.allocate("evening")))
                .join();

        StubServer.Received request = server.take();
        assertThat(request.method() + " " + request.uri()).isEqualTo("PUT /arena/matchmaking/api/v1/configs/arena");
        assertThat(Json.tree(Buffer.buffer(request.body()))).isEqualTo(Json.tree(Buffer.buffer("""
                        {"name":"arena","matchDefinition":{"teams":[{"name":"team","teamCount":{"min":2,"max":2},
                         "playerCount":{"min":3,"max":4}}],"matchRules":[]},"timeoutSeconds":60,"backfillEnabled":true,
                         "matchHosting":{"type":"Allocate","allocation":"evening"},"secret":false}""")));
    }

    @Test
    void createsAllocationOfProcesses() {
        server.answers(201, "{\"result\":{\"id\":\"a-1\"}}");

        String id = client.allocations()
                .create(NewAllocation.process("evening", "java", List.of("-jar", "game.jar"), 2, 10))
                .join();

        StubServer.Received request = server.take();
        assertThat(id).isEqualTo("a-1");
        assertThat(request.uri()).isEqualTo("/api/v0/projects/arena/allocations");
        assertThat(Json.tree(Buffer.buffer(request.body()))).isEqualTo(Json.tree(Buffer.buffer("""
                        {"name":"evening","region":"local","runtime":"process","payload_spec":{"command":"java",
                         "args":["-jar","game.jar"],"ports":[{"name":"default","port_policy":"PASSTHROUGH","protocol":"UDP"}],
                         "environment_variables":[]},"buffer":2,"min":0,"max":10}""")));
    }

    @Test
    void listsPayloads() {
        server.answers(200, """
                {"results":[{"id":"8hhtn-fvpvq","uid":"u1","status":{"state":"Ready","address":"127.0.0.1",
                 "ports":[{"name":"default","port":9000}]}}]}""");

        List<Payload> payloads = client.allocations().payloads("a-1").join();

        assertThat(server.take().uri()).isEqualTo("/api/v0/projects/arena/allocations/a-1/payloads");
        assertThat(payloads).singleElement().satisfies(payload -> {
            assertThat(payload.isIn("Ready")).isTrue();
            assertThat(payload.status().ports().getFirst().port()).isEqualTo(9000);
        });
    }

    @Test
    void readsSessionInTheCasingOfItsNotifications() {
        server.answers(200, """
                {"ID":"s-1","Version":3,"IsActive":true,"Members":[{"ID":"p1","Status":"LEFT","StatusV2":"LEFT"},
                 {"ID":"p2","Status":"JOINED","StatusV2":"JOINED"}],"Teams":[{"userIDs":["p2"]}],
                 "DSInformation":{"StatusV2":"AVAILABLE","Server":{"pod_name":"ds_1","ip":"127.0.0.1","port":9000}}}""");

        GameSession session = client.sessions().get("s-1").join();

        assertThat(server.take().uri()).isEqualTo("/session/v1/public/namespaces/arena/gamesessions/s-1");
        assertThat(session.seatedPlayers()).containsExactly("p2");
        assertThat(session.serverId()).isEqualTo("ds_1");
    }

    @Test
    void leavesSession() {
        server.answers(204, "");

        client.sessions().leave("s-1").join();

        StubServer.Received request = server.take();
        assertThat(request.method() + " " + request.uri())
                .isEqualTo("DELETE /session/v1/public/namespaces/arena/gamesessions/s-1/leave");
    }

    @Test
    void approvesBackfill() {
        server.answers(200, "{\"id\":\"b-1\"}");

        Map<String, Object> backfill = client.backfill().approve("b-1").join();

        assertThat(server.take().uri()).isEqualTo("/arena/matchmaking/api/v2/backfill/b-1/approvals");
        assertThat(backfill).containsEntry("id", "b-1");
    }

    @Test
    void sendsCustomNotification() {
        server.answers(200, "");

        client.servers()
                .notify("ds_1", new CustomNotification("HELLO", "text", Instant.parse("2024-10-14T03:42:54.387Z")))
                .join();

        StubServer.Received request = server.take();
        assertThat(request.uri()).isEqualTo("/dshub/namespace/arena/ds/ds_1/notify");
        assertThat(request.body())
                .isEqualTo("{\"topic\":\"HELLO\",\"payload\":\"text\",\"timestamp\":\"2024-10-14T03:42:54.387Z\"}");
    }

    @Test
    void fetchesTokenOnceForManyCalls() {
        server.answers(200, "{\"access_token\":\"fresh\",\"token_type\":\"Bearer\",\"expires_in\":600}")
                .answers(200, "{\"id\":\"t-1\",\"state\":\"waiting\"}")
                .answers(200, "{\"id\":\"t-1\",\"state\":\"waiting\"}");
        MusterClient backend = client.as(client.tokens().source("backend", "s3:cret"));

        backend.tickets().get("t-1").join();
        backend.tickets().get("t-1").join();

        StubServer.Received tokenRequest = server.take();
        assertThat(tokenRequest.uri()).isEqualTo("/oauth2/token");
        assertThat(tokenRequest.body()).isEqualTo("grant_type=client_credentials");
        assertThat(tokenRequest.headers()).containsEntry("Authorization", "Basic YmFja2VuZDpzMyUzQWNyZXQ=");
        assertThat(server.requests()).isEqualTo(2);
        assertThat(server.take().headers()).containsEntry("Authorization", "Bearer fresh");
    }

    private static Throwable causeOf(ThrowingCallable call) {
        return ((CompletionException) catchThrowable(call)).getCause();
    }
}
