package io.muster.allocator.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.allocator.Api;
import io.muster.contracts.Topics;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.runtime.db.Database;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Simulated payloads at the end of their lives, as this replica knows them and as they are. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class KnownExitTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LONG_LIFE = 3_600_000;

    @Inject
    Database database;

    @Inject
    PayloadStore store;

    @Inject
    KnownExitService exits;

    private final Api api = new Api("arena");
    private EventProbe probe;
    private String allocation;

    @BeforeEach
    void reserveOne() {
        probe = EventProbe.on(Topics.PAYLOADS);
        allocation = api.create(Api.simulated(Api.uniqueName("a"), 1, 2, 0, LONG_LIFE));
        api.awaitIds(allocation, "Ready", 1);
        api.reserve(allocation, Map.of()).then().statusCode(200);
    }

    @AfterEach
    void close() {
        probe.close();
    }

    @Test
    void endsWithItsReservation() {
        Payload known = overdue();

        Set<String> ended = exits.end(List.of(known)).await().atMost(PATIENCE);

        assertThat(ended).containsExactly(known.uid());
        assertThat(state(known)).isEqualTo("ENDED exited");
    }

    @Test
    void isTold() {
        Payload known = overdue();

        exits.end(List.of(known)).await().atMost(PATIENCE);

        PayloadRemoved removed = probe.await(
                Topics.PAYLOADS,
                PayloadRemoved.class,
                event -> event.server().payloadId().equals(known.identity().payloadId()));
        assertThat(removed.reason()).isEqualTo("exited");
        assertThat(removed.exitCode()).isZero();
    }

    @Test
    void isKeptInTheHistory() {
        Payload known = overdue();

        exits.end(List.of(known)).await().atMost(PATIENCE);

        assertThat(ask("select reason || ' ' || exit_code from terminations where uid = '" + known.uid() + "'"))
                .isEqualTo("exited 0");
    }

    @Test
    void livesOnWhenItHasChangedSince() {
        Payload known = overdue();
        execute("update payloads set version = version + 1 where uid = '" + known.uid() + "'");

        Set<String> ended = exits.end(List.of(known)).await().atMost(PATIENCE);

        assertThat(ended).isEmpty();
        assertThat(state(known)).isEqualTo("ACTIVE");
    }

    @Test
    void isLeftToOthersWhenSomebodyHasJoinedIt() {
        Payload known = overdue();
        execute("update reservations set exclusive = false where payload_uid = '" + known.uid() + "'");

        assertThat(exits.end(List.of(known)).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void endsSoonWhenNobodyRemembersIt() {
        Payload reserved = reserved();

        execute("update payloads set due_at = now() - interval '1 minute', version = version + 1 where uid = '"
                + reserved.uid() + "'");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(state(reserved)).isEqualTo("ENDED exited"));
    }

    private Payload reserved() {
        return database.read(session -> store.page(session, allocation, PayloadState.RESERVED, null, 1))
                .await()
                .atMost(PATIENCE)
                .getFirst();
    }

    /** The reserved payload as if its life was over, which its row does not say, so that nobody else ends it meanwhile. */
    private Payload overdue() {
        Payload payload = reserved();
        return new Payload(
                payload.identity(),
                payload.state(),
                payload.details(),
                payload.endpoint(),
                payload.metadata(),
                payload.seats(),
                payload.hold(),
                payload.lastReserved(),
                payload.startedAt(),
                payload.readyAt(),
                payload.lastReserved(),
                payload.attempts(),
                payload.exitCode(),
                payload.ending(),
                payload.version());
    }

    private String state(Payload payload) {
        return ask(
                "select concat_ws(' ', state, reason) from reservations where payload_uid = '" + payload.uid() + "'");
    }

    private String ask(String query) {
        return database.read(session ->
                        session.createNativeQuery(query, String.class).getSingleResultOrNull())
                .await()
                .atMost(PATIENCE);
    }

    private void execute(String statement) {
        database.inTransaction(session -> session.createNativeQuery(statement).executeUpdate())
                .await()
                .atMost(PATIENCE);
    }
}
