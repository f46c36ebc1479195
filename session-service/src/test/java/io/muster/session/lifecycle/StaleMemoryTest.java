package io.muster.session.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Envelope;
import io.muster.contracts.Event;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.match.MatchEvent;
import io.muster.contracts.payload.PayloadEvent;
import io.muster.contracts.payload.PayloadRemoved;
import io.muster.contracts.payload.PayloadReserved;
import io.muster.contracts.payload.Server;
import io.muster.contracts.session.SessionEvent;
import io.muster.runtime.db.Database;
import io.muster.runtime.event.Outgoing;
import io.muster.session.TestClients;
import io.muster.session.game.GameSession;
import io.muster.session.game.Phase;
import io.muster.session.game.SessionCommand;
import io.muster.session.game.SessionOpening;
import io.muster.session.game.Sessions;
import io.muster.session.store.RecentSessions;
import io.muster.session.store.SessionStore;
import io.muster.session.store.StoredSession;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Sessions that another replica, a request or a timer has changed since this replica wrote them. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(TestClients.class)
class StaleMemoryTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Database database;

    @Inject
    SessionStore store;

    @Inject
    RecentSessions recent;

    @Inject
    MatchService matches;

    @Inject
    PayloadService payloads;

    private final Server server = Sessions.server("ds_" + UUID.randomUUID());

    @Test
    void keepsWhatSomebodyElseWroteWithoutANewVersion() {
        String id = open();
        elsewhere(id, session -> session.withBackfillTicket("b1"));

        deliver(reserved(id));

        assertThat(stored(id).session().state().backfillTicketId()).isEqualTo("b1");
        assertThat(stored(id).session().phase()).isInstanceOf(Phase.Running.class);
    }

    @Test
    void repeatsTheEndOfASessionThatSomebodyElseEnded() {
        String id = open();
        elsewhere(id, session -> Sessions.after(session, new SessionCommand.End(Instant.now())));

        List<SessionEvent> said = deliver(reserved(id));

        assertThat(said).extracting(SessionEvent::version).containsExactly(2L);
        assertThat(stored(id).session().phase()).isInstanceOf(Phase.Failed.class);
    }

    @Test
    void changesTheOthersOfABatchInWhichOneIsStale() {
        String stale = open();
        String other = open();
        elsewhere(stale, session -> session.withBackfillTicket("b1"));
        Server second = Sessions.server("ds_" + UUID.randomUUID());

        List<SessionEvent> said = deliver(reserved(stale), reserved(other, second));

        assertThat(said).extracting(SessionEvent::sessionId).containsExactlyInAnyOrder(stale, other);
        assertThat(stored(other).session().isOn(second.serverId())).isTrue();
    }

    @Test
    void decidesTwoEventsOfOneSessionTogether() {
        String id = open();

        List<SessionEvent> said = deliver(reserved(id), removed(id));

        assertThat(said).extracting(SessionEvent::version).containsExactly(2L, 3L);
        assertThat(stored(id).session().phase()).isInstanceOf(Phase.Ended.class);
    }

    @Test
    void repeatsAClaimInTheSameWordsWhenItComesAgain() {
        String id = open();
        Envelope<PayloadEvent> reserved = envelope(reserved(id));
        List<Outgoing<?>> first = handle(List.of(reserved));

        List<Outgoing<?>> again = handle(List.of(reserved));

        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("envelope.traceparent")
                .isEqualTo(first);
    }

    @Test
    void refusesAChangeThatWasDecidedByAnOlderRow() {
        String id = open();
        StoredSession known = recent.find(List.of(id)).get(id);
        elsewhere(id, session -> session.withBackfillTicket("b1"));

        Set<String> saved = database.inOneStatement(session -> store.save(
                        session, List.of(known.changedTo(known.session().withBackfillTicket("b2")))))
                .await()
                .atMost(PATIENCE);

        assertThat(saved).isEmpty();
        assertThat(stored(id).session().state().backfillTicketId()).isEqualTo("b1");
    }

    private String open() {
        MatchClaimed match =
                Sessions.match(UUID.randomUUID().toString(), Sessions.settings(), Instant.now(), "ada", "bob");
        List<Envelope<MatchEvent>> events = List.of(envelope(match));
        matches.handle(events).await().atMost(PATIENCE);
        return SessionOpening.sessionId(match);
    }

    private void elsewhere(String id, UnaryOperator<GameSession> change) {
        database.inTransaction(session -> store.lock(session, List.of(id))
                        .map(locked -> locked.get(id))
                        .flatMap(found -> store.save(session, List.of(found.changedTo(change.apply(found.session()))))))
                .await()
                .atMost(PATIENCE);
    }

    private List<SessionEvent> deliver(PayloadEvent... events) {
        return handle(List.of(events).stream().map(StaleMemoryTest::envelope).toList()).stream()
                .map(outgoing -> (SessionEvent) outgoing.envelope().event())
                .toList();
    }

    private List<Outgoing<?>> handle(List<Envelope<PayloadEvent>> events) {
        return payloads.handle(events).await().atMost(PATIENCE);
    }

    private StoredSession stored(String id) {
        return database.inOneStatement(session -> store.lock(session, List.of(id)))
                .await()
                .atMost(PATIENCE)
                .get(id);
    }

    private PayloadEvent reserved(String sessionId) {
        return reserved(sessionId, server);
    }

    private static PayloadEvent reserved(String sessionId, Server server) {
        return new PayloadReserved(
                Sessions.NAMESPACE, UUID.randomUUID().toString(), sessionId, server, 1, Instant.now());
    }

    private PayloadEvent removed(String sessionId) {
        return new PayloadRemoved(Sessions.NAMESPACE, server, 2, sessionId, 0, "exited", Instant.now());
    }

    private static <E extends Event> Envelope<E> envelope(E event) {
        return new Envelope<>(UUID.randomUUID().toString(), Instant.now(), null, event);
    }
}
