package io.muster.allocator.reservation;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.allocator.Api;
import io.muster.allocator.payload.Metadata;
import io.muster.allocator.payload.PayloadService;
import io.muster.allocator.payload.PayloadStore;
import io.muster.allocator.reservation.ReservationService.Answer;
import io.muster.allocator.reservation.ReservationService.Asked;
import io.muster.runtime.commit.GroupCommit;
import io.muster.runtime.db.Database;
import io.muster.runtime.id.DerivedIds;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The same request with the same key at the same time on two replicas, which share nothing but the database. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class RepeatedRequestTest {

    @Inject
    Database database;

    @Inject
    ClaimService claims;

    @Inject
    WaitingReservationsWorker waiting;

    @Inject
    PayloadService payloads;

    @Inject
    PayloadStore payloadStore;

    @Inject
    ReservationStore store;

    @Inject
    GroupCommit.Factory groupCommit;

    private final Api api = new Api("arena");

    @Test
    void getsOnePayloadOnTwoReplicas() {
        int requests = 30;
        String allocation = api.create(Api.simulated(Api.uniqueName("a"), 2 * requests, 100, 0, 0));
        api.awaitIds(allocation, "Ready", 2 * requests);
        ReservationService one = replica();
        ReservationService other = replica();
        List<Uni<Answer>> answers = new ArrayList<>();
        for (int i = 0; i < requests; i++) {
            Asked asked = asked(allocation, "k" + i);
            answers.addAll(List.of(one.reserve(asked), other.reserve(asked)));
        }

        List<String> uids = Uni.join().all(answers).andFailFast().await().atMost(Duration.ofSeconds(60)).stream()
                .flatMap(answer -> answer instanceof Answer.Granted granted
                        ? Stream.of(granted.payload().uid())
                        : Stream.empty())
                .toList();

        assertThat(uids).hasSize(2 * requests);
        assertThat(uids.stream().distinct()).hasSize(requests);
        assertThat(api.ids(allocation, "Reserved")).hasSize(requests);
    }

    private ReservationService replica() {
        return new ReservationService(database, claims, waiting, payloads, payloadStore, store, groupCommit);
    }

    private Asked asked(String allocation, String key) {
        Reservation reservation = Reservation.asked(
                DerivedIds.of(allocation, key),
                "arena",
                null,
                allocation,
                "a",
                new Reservation.Request(ClaimCriteria.ANY, Metadata.NONE, null),
                payloads.now());
        return new Asked(reservation, true);
    }
}
