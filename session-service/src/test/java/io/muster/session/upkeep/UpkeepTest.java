package io.muster.session.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Topics;
import io.muster.contracts.match.MatchClaimed;
import io.muster.contracts.session.SessionFailed;
import io.muster.runtime.db.Database;
import io.muster.session.TestClients;
import io.muster.session.game.GameSession;
import io.muster.session.game.SessionCommand;
import io.muster.session.game.SessionOpening;
import io.muster.session.game.Sessions;
import io.muster.session.store.SessionStore;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
@WithTestResource(TestClients.class)
class UpkeepTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Database database;

    @Inject
    SessionStore store;

    @Inject
    PurgeSweeper purge;

    @Test
    void failsASessionThatNobodyGivesAServer() {
        try (EventProbe events = EventProbe.on(Topics.SESSIONS)) {
            MatchClaimed forgotten = match(Instant.now().minusSeconds(600));
            events.publish(Topics.MATCHES, forgotten);

            SessionFailed failed = events.await(
                    Topics.SESSIONS,
                    SessionFailed.class,
                    event -> event.sessionId().equals(SessionOpening.sessionId(forgotten)));

            assertThat(failed.reason()).isEqualTo("no-server");
        }
    }

    @Test
    void purgesSessionsThatHaveBeenOverForLong() {
        GameSession old = ended(Instant.now().minus(Duration.ofDays(2)));
        GameSession recent = ended(Instant.now().minus(Duration.ofHours(1)));
        database.inTransaction(session -> store.insert(session, List.of(old, recent)))
                .await()
                .atMost(PATIENCE);

        purge.purge().await().atMost(PATIENCE);

        assertThat(exists(old)).isFalse();
        assertThat(exists(recent)).isTrue();
    }

    private boolean exists(GameSession session) {
        return database.read(connection -> store.find(connection, session.id()))
                .await()
                .atMost(PATIENCE)
                .isPresent();
    }

    private static GameSession ended(Instant at) {
        GameSession requested = SessionOpening.session(SessionOpening.open(match(at), null));
        return Sessions.after(
                requested,
                new SessionCommand.Claim(Sessions.server("ds_" + requested.id()), at),
                new SessionCommand.End(at));
    }

    private static MatchClaimed match(Instant claimedAt) {
        return Sessions.match(UUID.randomUUID().toString(), Sessions.settings(), claimedAt, "ada");
    }
}
