package io.muster.backfill;

import static io.muster.backfill.BackfillDriver.WHOLE;
import static io.muster.backfill.BackfillDriver.unique;
import static io.muster.backfill.seat.Sessions.ticket;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.muster.contracts.backfill.BackfillApproved;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillRejected;
import io.muster.contracts.match.ClaimedTicket;
import io.muster.runtime.db.Database;
import io.muster.testing.MusterInfrastructure;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FastTimes.class)
@WithTestResource(MusterInfrastructure.class)
class SeatsUnderLoadTest {

    private static final int CLAIMS = 16;
    private static final int WAVE = 4;
    private static final int APPROVERS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Database database;

    private final BackfillDriver driver = new BackfillDriver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void everyClaimEndsOnceAndNoSeatIsGivenTwiceWhileManyApproveAtOnce() {
        BackfillCreated created = driver.startWithBackfill("ada");
        AtomicBoolean enough = new AtomicBoolean();
        List<String> tickets =
                IntStream.range(0, CLAIMS).mapToObj(number -> "t" + number).toList();
        approve(created.backfillId()); // the first request of a test takes longer than a proposal lives
        try (ExecutorService approvers = Executors.newFixedThreadPool(APPROVERS)) {
            for (int i = 0; i < APPROVERS; i++) {
                approvers.execute(() -> approveUntil(enough, created.backfillId()));
            }
            for (int wave = 0; wave < CLAIMS; wave += WAVE) {
                tickets.subList(wave, wave + WAVE).forEach(id -> claim(created.backfillId(), id));
                awaitEnds(wave + WAVE);
            }
            enough.set(true);
        }

        List<String> ended = new ArrayList<>(accepted());
        ended.addAll(rejected());
        assertThat(ended).containsExactlyInAnyOrderElementsOf(tickets);
        assertThat(accepted()).hasSizeBetween(1, 3);
    }

    private void claim(String backfillId, String ticketId) {
        ClaimedTicket ticket = ticket(ticketId, "player-" + ticketId);
        driver.claim(unique("p"), backfillId, Long.MAX_VALUE - 1, teamOf(ticketId), ticket);
    }

    private void awaitEnds(int claims) {
        Awaitility.await("the claims end")
                .atMost(Duration.ofSeconds(60))
                .until(() -> accepted().size() + rejected().size() >= claims);
    }

    private void approveUntil(AtomicBoolean enough, String backfillId) {
        while (!enough.get()) {
            approve(backfillId);
        }
    }

    private void approve(String backfillId) {
        driver.asServer().post(WHOLE + "/" + backfillId + "/approvals").statusCode();
    }

    private static String teamOf(String ticketId) {
        return ticketId.hashCode() % 2 == 0 ? "red0" : "blue0";
    }

    private List<String> accepted() {
        return driver.seen(BackfillApproved.class).stream()
                .flatMap(event -> event.event().accepted().stream())
                .map(ClaimedTicket::ticketId)
                .toList();
    }

    private List<String> rejected() {
        return Stream.concat(
                        driver.seen(BackfillRejected.class).stream()
                                .flatMap(event -> event.event().rejected().stream()),
                        driver.seen(BackfillApproved.class).stream()
                                .flatMap(event -> event.event().rejected().stream()))
                .map(ClaimedTicket::ticketId)
                .toList();
    }

    @Test
    void theSchemaRefusesProposedSeatsThatAreNotOpen() {
        driver.startWithBackfill("ada");

        assertThatThrownBy(() -> run("UPDATE session_seats SET pending = 4 WHERE session_id = :id"))
                .hasStackTraceContaining("proposed_seats_are_open");
    }

    @Test
    void theSchemaRefusesASecondOpenTicketOfASession() {
        driver.startWithBackfill("ada");

        assertThatThrownBy(() -> run("INSERT INTO backfill_tickets (backfill_id, session_id, open, due_at)"
                        + " VALUES ('second-' || :id, :id, true, now())"))
                .hasStackTraceContaining("one_open_ticket_per_session");
    }

    private void run(String statement) {
        database.inTransaction(session -> session.createNativeQuery(statement)
                        .setParameter("id", driver.sessionId)
                        .executeUpdate())
                .await()
                .atMost(PATIENCE);
    }
}
