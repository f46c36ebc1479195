package io.muster.session.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.Team;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.contracts.payload.PayloadReserved;
import io.muster.contracts.payload.ReservationFailed;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.Member;
import io.muster.contracts.session.SessionClaimed;
import io.muster.contracts.session.SessionCreated;
import io.muster.contracts.session.SessionEnded;
import io.muster.contracts.session.SessionEvent;
import io.muster.contracts.session.SessionFailed;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.session.TestClients;
import io.muster.session.game.SessionOpening;
import io.muster.session.game.Sessions;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(TestClients.class)
class SessionLifecycleTest {

    private final MatchClaimed match =
            Sessions.match(UUID.randomUUID().toString(), Sessions.settings(), Instant.now(), "ada", "bob");
    private final String sessionId = SessionOpening.sessionId(match);
    private final Server server = Sessions.server("ds_" + UUID.randomUUID());
    private EventProbe others;

    @BeforeEach
    void listen() {
        others = EventProbe.on(Topics.SESSIONS);
    }

    @AfterEach
    void close() {
        others.close();
    }

    @Test
    void opensASessionForAClaimedMatch() {
        others.publish(Topics.MATCHES, match);

        SessionCreated created = await(SessionCreated.class, 1);

        assertThat(created.version()).isEqualTo(1);
        assertThat(created.state().members()).extracting(Member::id).containsExactly("ada", "bob");
    }

    @Test
    void repeatsTheSameEventsWhenAMatchComesAgain() {
        MatchClaimed secret = Sessions.match(
                UUID.randomUUID().toString(),
                Sessions.settings(MatchSettings.HOSTING_ALLOCATE, true),
                Instant.now(),
                "ada");
        String id = SessionOpening.sessionId(secret);
        Envelope<MatchEvent> envelope = others.publish(Topics.MATCHES, secret);
        others.awaitCount(
                Topics.SESSIONS,
                SessionCreated.class,
                event -> event.sessionId().equals(id),
                1);

        others.publish(Topics.MATCHES, envelope);

        List<Envelope<SessionCreated>> created = others.awaitCount(
                Topics.SESSIONS,
                SessionCreated.class,
                event -> event.sessionId().equals(id),
                2);
        assertThat(created.getFirst().event().state().secret()).hasSize(32);
        assertThat(created.get(1))
                .usingRecursiveComparison()
                .ignoringFields("traceparent")
                .isEqualTo(created.getFirst());
    }

    @Test
    void startsASessionThatNeedsNoServerAtOnce() {
        MatchClaimed hosted = Sessions.match(
                UUID.randomUUID().toString(),
                Sessions.settings(MatchSettings.HOSTING_MATCH_ID, false),
                Instant.now(),
                "ada");
        String id = SessionOpening.sessionId(hosted);

        others.publish(Topics.MATCHES, hosted);

        SessionClaimed claimed = others.await(
                Topics.SESSIONS,
                SessionClaimed.class,
                event -> event.sessionId().equals(id));
        assertThat(claimed.version()).isEqualTo(2);
        assertThat(claimed.state().server()).isNull();
    }

    @Test
    void claimsTheReservedServer() {
        openAndClaim();

        SessionClaimed claimed = await(SessionClaimed.class, 2);

        assertThat(claimed.state().server()).isEqualTo(server);
    }

    @Test
    void failsWithoutAServer() {
        others.publish(Topics.MATCHES, match);
        await(SessionCreated.class, 1);

        others.publish(
                Topics.PAYLOADS,
                new ReservationFailed(
                        Sessions.NAMESPACE, sessionId, "default", "no-payload", "none is ready", Instant.now()));

        assertThat(await(SessionFailed.class, 2).reason()).isEqualTo("no-payload");
    }

    @Test
    void endsWhenItsServerCrashes() {
        openAndClaim();
        await(SessionClaimed.class, 2);

        others.publish(
                Topics.PAYLOADS,
                new PayloadRemoved(Sessions.NAMESPACE, server, 2, sessionId, 137, "crashed", Instant.now()));

        assertThat(await(SessionEnded.class, 3).reason()).isEqualTo("server-crashed");
    }

    @Test
    void addsThePlayersThatBackfillBrings() {
        openAndClaim();
        await(SessionClaimed.class, 2);
        ClaimedTicket ticket = Sessions.ticket("dan");
        Team team = new Team("blue0", "blue", List.of(ticket.ticketId()));
        String backfillId = UUID.randomUUID().toString();
        others.publish(
                Topics.BACKFILLS,
                new BackfillCreated(Sessions.NAMESPACE, backfillId, 1, "duel", backfill(backfillId), Instant.now()));

        others.publish(
                Topics.BACKFILLS,
                new BackfillApproved(
                        Sessions.NAMESPACE,
                        backfillId,
                        2,
                        "duel",
                        backfill(backfillId),
                        "p1",
                        List.of(ticket),
                        List.of(),
                        List.of(team),
                        Instant.now()));

        SessionMembersChanged changed = await(SessionMembersChanged.class, 3);
        assertThat(changed.state().members()).extracting(Member::id).containsExactly("ada", "bob", "dan");
        assertThat(changed.state().backfillTicketId()).isEqualTo(backfillId);
    }

    @Test
    void opensAThousandSessionsInOneGo() {
        String run = UUID.randomUUID().toString();
        List<MatchClaimed> matches = IntStream.range(0, 1000)
                .mapToObj(i -> Sessions.match(run + i, Sessions.settings(), Instant.now(), "ada", "bob"))
                .toList();

        matches.forEach(each -> others.publish(Topics.MATCHES, each));

        List<Envelope<SessionCreated>> created = others.awaitCount(
                Topics.SESSIONS,
                SessionCreated.class,
                event -> event.state().matchId().startsWith(run),
                matches.size());

        assertThat(created)
                .extracting(each -> each.event().sessionId())
                .containsExactlyInAnyOrderElementsOf(
                        matches.stream().map(SessionOpening::sessionId).toList());
    }

    private void openAndClaim() {
        others.publish(Topics.MATCHES, match);
        await(SessionCreated.class, 1);
        others.publish(
                Topics.PAYLOADS,
                new PayloadReserved(
                        Sessions.NAMESPACE, UUID.randomUUID().toString(), sessionId, server, 1, Instant.now()));
    }

    private BackfillState backfill(String backfillId) {
        return new BackfillState(
                backfillId,
                sessionId,
                "duel",
                server.serverId(),
                server.connection(),
                List.of(),
                List.of(),
                null,
                "eu",
                Sessions.settings(),
                null,
                BackfillState.OPEN,
                Instant.now(),
                Instant.now());
    }

    private <E extends SessionEvent> E await(Class<E> type, long version) {
        return others.await(
                Topics.SESSIONS, type, event -> event.sessionId().equals(sessionId) && event.version() == version);
    }
}
