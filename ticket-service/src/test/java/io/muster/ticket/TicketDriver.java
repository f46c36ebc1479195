package io.muster.ticket;

import static io.restassured.RestAssured.given;

import io.muster.contracts.Topics;
import io.muster.contracts.admission.Admission;
import io.muster.contracts.config.ConfigPublished;
import io.muster.contracts.match.BackfillRef;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.Team;
import io.muster.contracts.match.TeamShape;
import io.muster.contracts.match.TicketRef;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionState;
import io.muster.contracts.ticket.TicketEvent;
import io.muster.testing.EventProbe;
import io.muster.testing.TestTokens;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/** Plays clients and the other services against a running ticket-service, in a namespace of its own. */
public final class TicketDriver implements AutoCloseable {

    public static final MatchSettings SETTINGS = new MatchSettings(
            "duel",
            1,
            MatchSettings.HOSTING_ALLOCATE,
            "default",
            false,
            false,
            List.of(new TeamShape("team", 2, 2, 1, 1)));

    private final String namespace = "ns-" + UUID.randomUUID();
    private final String serviceToken = TestTokens.service(namespace, "backend");
    private final EventProbe probe = EventProbe.on(Topics.TICKETS, Topics.MATCHES);

    public String namespace() {
        return namespace;
    }

    public String serviceToken() {
        return serviceToken;
    }

    public String playerToken(String playerId) {
        return TestTokens.player(namespace, playerId);
    }

    public EventProbe probe() {
        return probe;
    }

    /** Publishes a config, so that its queue is there. */
    public void openQueue(String name, Number timeoutSeconds) {
        probe.publish(
                Topics.CONFIGS,
                new ConfigPublished(namespace, name, 1, Map.of("timeoutSeconds", timeoutSeconds), Instant.now()));
    }

    /** Publishes a config of which every ticket of a player needs a number. */
    public void openQueueThatNeeds(String field, String name, long version) {
        Admission.Need need = new Admission.Need(
                "skill",
                "Players.CustomData." + field,
                Admission.Holder.PLAYER,
                List.of(field),
                Admission.Kind.NUMBER,
                false,
                null);
        Admission.Place place = new Admission.Place(
                "default", List.of(need), List.of(), null, List.of(new Admission.Seat("team", 5, List.of())));
        Admission admission = new Admission(5, List.of(place));
        probe.publish(
                Topics.CONFIGS,
                new ConfigPublished(namespace, name, version, Map.of("timeoutSeconds", 60), admission, Instant.now()));
    }

    public String path() {
        return "/" + namespace + "/matchmaking/api/v1/tickets";
    }

    public static String body(String queue, String... players) {
        String list = String.join(
                ",",
                Arrays.stream(players)
                        .map(id -> "{\"id\":\"" + id + "\",\"customData\":{\"skill\":1500}}")
                        .toList());
        return "{\"queueName\":\"" + queue + "\",\"attributes\":{\"mode\":1},\"players\":[" + list + "]}";
    }

    /** Sends a body as the service. */
    public ValidatableResponse post(String body) {
        return given().auth()
                .oauth2(serviceToken)
                .contentType(ContentType.JSON)
                .body(body)
                .post(path())
                .then();
    }

    /** Creates a ticket and answers its id. */
    public String create(String queue, String... players) {
        return post(body(queue, players)).statusCode(201).extract().path("id");
    }

    public ValidatableResponse get(String ticketId) {
        return given().auth()
                .oauth2(serviceToken)
                .queryParam("id", ticketId)
                .get(path())
                .then();
    }

    public ValidatableResponse delete(String ticketId) {
        return given().auth()
                .oauth2(serviceToken)
                .queryParam("id", ticketId)
                .delete(path())
                .then();
    }

    public String state(String ticketId) {
        return get(ticketId).statusCode(200).extract().path("state");
    }

    /** A proposal of tickets in their first version. */
    public MatchProposed proposal(String... ticketIds) {
        return proposal(Arrays.stream(ticketIds).map(id -> new TicketRef(id, 1)).toList(), null);
    }

    public MatchProposed proposal(List<TicketRef> refs, BackfillRef backfill) {
        List<Team> teams = Stream.of(new Team(
                        "team0", "team", refs.stream().map(TicketRef::ticketId).toList()))
                .toList();
        return new MatchProposed(
                namespace,
                UUID.randomUUID().toString(),
                "duel",
                refs,
                teams,
                null,
                1.0,
                SETTINGS,
                backfill,
                Instant.now());
    }

    /** Awaits an event of a ticket. */
    public <T extends TicketEvent> T await(Class<T> type, String ticketId) {
        return probe.await(Topics.TICKETS, type, event -> event.ticketId().equals(ticketId));
    }

    /** Proposes the tickets and waits for their match. */
    public MatchClaimed claim(TicketRef... refs) {
        MatchProposed proposal = proposal(List.of(refs), null);
        probe.publish(Topics.PROPOSALS, proposal);
        return probe.await(
                Topics.MATCHES, MatchClaimed.class, e -> e.proposalId().equals(proposal.proposalId()));
    }

    /** The session of a match has its server; null stands for a match without. */
    public SessionClaimed sessionClaimed(MatchClaimed match, Server server) {
        return new SessionClaimed(
                namespace, "session-" + match.matchId(), 2, sessionState(match, server), Instant.now());
    }

    /** The session of a match with or without a server. */
    public static SessionState sessionState(MatchClaimed match, Server server) {
        List<Member> members = match.tickets().stream()
                .map(ticket -> new Member(ticket.playerIds().getFirst(), "JOINED", ticket.ticketId(), Instant.now()))
                .toList();
        return new SessionState(
                "session-" + match.matchId(),
                match.matchId(),
                "duel",
                "ABCDEF",
                null,
                null,
                null,
                members,
                List.of(),
                null,
                match.settings(),
                server,
                server == null ? "REQUESTED" : "AVAILABLE",
                Instant.now(),
                null,
                Instant.now(),
                Instant.now());
    }

    @Override
    public void close() {
        probe.close();
    }
}
