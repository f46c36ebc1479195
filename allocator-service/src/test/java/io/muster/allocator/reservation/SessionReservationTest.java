package io.muster.allocator.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.Api;
import io.muster.contracts.Envelope;
import io.muster.contracts.Topics;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.contracts.payload.PayloadReserved;
import io.muster.contracts.payload.ReservationFailed;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.event.Outgoing;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class SessionReservationTest {

    private static final String NAMESPACE = "arena";

    @Inject
    SessionReservationService reservations;

    private final Api api = new Api(NAMESPACE);
    private EventProbe probe;

    @BeforeEach
    void listen() {
        probe = EventProbe.on(Topics.PAYLOADS);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void givesASessionAPayloadThatKnowsItsMatch() {
        String allocation = ready(1, 2, 0);
        String session = session();

        probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, allocation));

        PayloadReserved reserved = reservedFor(session);
        assertThat(reserved.server().allocation()).isEqualTo(allocation);
        assertThat(reserved.server().serverId()).startsWith("ds_");
        Map<String, String> annotations = api.request()
                .get(api.path(allocation, "/payloads/" + reserved.server().payloadId()))
                .jsonPath()
                .getMap("result.metadata.annotations");
        assertThat(annotations)
                .containsEntry("session_id", session)
                .containsEntry("match_id", "match-" + session)
                .containsEntry("game_mode", "duel");
        assertThat(annotations.get("teams")).contains("player-1");
    }

    @Test
    void answersARepeatedRequestWithTheSameEvent() {
        String allocation = ready(1, 1, 0);
        String session = session();
        probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, allocation));
        Envelope<PayloadReserved> first = envelopes(session, 1).getFirst();

        probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, allocation));

        assertThat(envelopes(session, 2)).allSatisfy(again -> {
            assertThat(again.id()).isEqualTo(first.id());
            assertThat(again.event()).isEqualTo(first.event());
        });
    }

    @Test
    void neverGivesAPayloadToTwoSessions() {
        String allocation = ready(60, 120, 0);
        List<String> sessions = IntStream.range(0, 60).mapToObj(i -> session()).toList();

        sessions.forEach(session -> probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, allocation)));

        Set<String> servers = new HashSet<>();
        sessions.forEach(session -> servers.add(reservedFor(session).server().serverId()));
        assertThat(servers).hasSize(60);
    }

    @Test
    void saysAtOnceWhenThereIsNoSuchAllocation() {
        String session = session();

        probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, "nowhere"));

        assertThat(failureOf(session).reason()).isEqualTo("unknown-allocation");
    }

    @Test
    void answersAsManySessionsAsOneBatchBrings() {
        List<Envelope<SessionEvent>> batch = IntStream.range(0, 5_000)
                .mapToObj(i -> new Envelope<SessionEvent>(
                        session(), Instant.EPOCH, null, Sessions.created(NAMESPACE, session(), "nowhere-" + i)))
                .toList();

        List<Outgoing<?>> answers = reservations.handle(batch).await().atMost(Duration.ofSeconds(60));

        assertThat(answers).hasSize(batch.size());
    }

    @Test
    void doesNotSeeAllocationsOfOtherNamespaces() {
        String allocation = ready(1, 1, 0);
        String session = session();

        probe.publish(Topics.SESSIONS, Sessions.created("other", session, allocation));

        assertThat(failureOf(session).reason()).isEqualTo("unknown-allocation");
    }

    @Test
    void waitsForAPayloadThatIsStarting() {
        String allocation = Api.uniqueName("slow");
        api.create(Api.simulated(allocation, 1, 1, 700, 0));
        String session = session();

        probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, allocation));

        assertThat(reservedFor(session).server().allocation()).isEqualTo(allocation);
    }

    @Test
    void tellsASessionWhenItsWaitIsOver() {
        String allocation = Api.uniqueName("never");
        api.create(Api.simulated(allocation, 1, 1, 60_000, 0));
        String session = session();

        probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, allocation));

        ReservationFailed failed = failureOf(session);
        assertThat(failed.reason()).isEqualTo("no-payload");
        assertThat(failed.message()).contains("2 s");
    }

    @Test
    void removesThePayloadOfASessionThatEnded() {
        String allocation = ready(1, 2, 0);
        String session = session();
        probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, allocation));
        String serverId = reservedFor(session).server().serverId();

        probe.publish(Topics.SESSIONS, Sessions.ended(NAMESPACE, session, allocation));

        PayloadRemoved removed = probe.await(
                Topics.PAYLOADS,
                PayloadRemoved.class,
                event -> event.server().serverId().equals(serverId));
        assertThat(removed.reason()).isEqualTo("session-ended");
        assertThat(removed.sessionId()).isEqualTo(session);
        api.awaitIds(allocation, "Ready", 1);
    }

    @Test
    void tellsWhenAPayloadEndsByItself() {
        String allocation = ready(1, 2, 300);
        String session = session();

        probe.publish(Topics.SESSIONS, Sessions.created(NAMESPACE, session, allocation));

        PayloadRemoved removed =
                probe.await(Topics.PAYLOADS, PayloadRemoved.class, event -> session.equals(event.sessionId()));
        assertThat(removed.reason()).isEqualTo("exited");
        assertThat(removed.exitCode()).isZero();
    }

    private String ready(int buffer, int max, long lifeMillis) {
        String allocation = Api.uniqueName("a");
        api.create(Api.simulated(allocation, buffer, max, 0, lifeMillis));
        api.awaitIds(allocation, "Ready", buffer);
        return allocation;
    }

    private PayloadReserved reservedFor(String session) {
        return probe.await(Topics.PAYLOADS, PayloadReserved.class, event -> session.equals(event.sessionId()));
    }

    private List<Envelope<PayloadReserved>> envelopes(String session, int count) {
        return probe.awaitCount(
                Topics.PAYLOADS, PayloadReserved.class, event -> session.equals(event.sessionId()), count);
    }

    private ReservationFailed failureOf(String session) {
        return probe.await(Topics.PAYLOADS, ReservationFailed.class, event -> session.equals(event.sessionId()));
    }

    private static String session() {
        return UUID.randomUUID().toString();
    }
}
