package io.muster.allocator.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.Api;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.PayloadService;
import io.muster.contracts.Envelope;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.db.Database;
import io.muster.runtime.id.DerivedIds;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Sessions that are seen for the first time, and those that only seem to be. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class FirstReservationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NAMESPACE = "arena";

    @Inject
    Database database;

    @Inject
    ClaimService claims;

    @Inject
    PayloadService payloads;

    @Inject
    SessionReservationService sessions;

    private final Api api = new Api(NAMESPACE);

    @Test
    void getAPayloadAtOnce() {
        String allocation = ready(1);

        Claims result = claimAtOnce(asked(allocation, "one"));

        assertThat(result.granted()).hasSize(1);
        assertThat(api.ids(allocation, "Reserved")).hasSize(1);
    }

    @Test
    void areLeftAloneWhenTheyHaveAPayloadAlready() {
        String allocation = ready(2);
        claimAtOnce(asked(allocation, "one"));

        Claims again = claimAtOnce(asked(allocation, "one"));

        assertThat(again.granted()).isEmpty();
        assertThat(api.ids(allocation, "Reserved")).hasSize(1);
    }

    @Test
    void doNotKeepThePayloadThatARepeatedOneCouldNotUse() {
        String allocation = ready(2);
        claimAtOnce(asked(allocation, "one"));
        claimAtOnce(asked(allocation, "one"));

        Claims other = claimAtOnce(asked(allocation, "other"));

        assertThat(other.granted()).hasSize(1);
    }

    @Test
    void getOnePayloadEachWhenTwoReplicasHandleTheSameEvents() {
        int count = 30;
        String allocation = ready(2 * count);
        List<Envelope<SessionEvent>> events = IntStream.range(0, count)
                .mapToObj(i -> Sessions.created(NAMESPACE, DerivedIds.of(allocation, "session-" + i), allocation))
                .map(event -> new Envelope<SessionEvent>(event.sessionId(), payloads.now(), null, event))
                .toList();

        Uni.join()
                .all(sessions.handle(events), sessions.handle(events))
                .andCollectFailures()
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(PATIENCE);
        sessions.handle(events).await().atMost(PATIENCE);

        assertThat(api.ids(allocation, "Reserved")).hasSize(count);
    }

    private String ready(int count) {
        String allocation = api.create(Api.simulated(Api.uniqueName("a"), count, count, 0, 0));
        api.awaitIds(allocation, "Ready", count);
        return allocation;
    }

    private Claims claimAtOnce(Reservation reservation) {
        return database.inOneStatement(session -> claims.claimAtOnce(session, List.of(reservation)))
                .invoke(result -> payloads.announce(result.outcomes()))
                .await()
                .atMost(PATIENCE);
    }

    private Reservation asked(String allocation, String session) {
        return Reservation.asked(
                DerivedIds.of(allocation, session),
                NAMESPACE,
                DerivedIds.of(allocation, session),
                allocation,
                "a",
                new Reservation.Request(ClaimCriteria.ANY, Metadata.annotation("session_id", session), null),
                payloads.now());
    }
}
