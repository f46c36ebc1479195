package io.muster.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.bench.books.Ledger;
import io.muster.bench.books.Outcome;
import io.muster.bench.books.TicketEntry;
import io.muster.bench.load.TicketPlan;
import io.muster.client.MusterClient;
import io.muster.client.ticket.TicketsApi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TicketJourneyTest {

    private static final String ASSIGNED = """
            {"id":"t-1","state":"assigned","sessionId":"s-1","assignment":{"connection":"127.0.0.1:9000"}}""";
    private static final Duration PATIENT = Duration.ofSeconds(30);

    private final ScriptedTickets service = new ScriptedTickets();
    private final MusterClient client = MusterClient.to(service.address(), "bench");
    private final Ledger ledger = new Ledger(List.of("p1"));
    private final JourneyLog log = new JourneyLog(System.nanoTime(), System.nanoTime() + PATIENT.toNanos());

    @AfterEach
    void close() {
        client.close();
        service.close();
    }

    @Test
    void goesFromCreationToAssignment() throws Exception {
        service.on("POST", 201, "{\"id\":\"t-1\"}").on("GET", 200, ASSIGNED);

        TicketEntry entry = go(Optional.empty(), PATIENT);

        assertThat(entry).isEqualTo(new TicketEntry("p1", "t-1", Outcome.ASSIGNED, "s-1", "127.0.0.1:9000", 0));
        assertThat(log.createToAssigned().getTotalCount()).isEqualTo(1);
    }

    @Test
    void asksAgainWhenTheWaitIsOver() throws Exception {
        service.on("POST", 201, "{\"id\":\"t-1\"}")
                .on("GET", 200, "{\"id\":\"t-1\",\"state\":\"claimed\"}")
                .on("GET", 200, ASSIGNED);

        assertThat(go(Optional.empty(), PATIENT).outcome()).isEqualTo(Outcome.ASSIGNED);
        assertThat(service.requests()).containsExactly("POST", "GET", "GET");
    }

    @Test
    void takesTheTicketThatTheConflictNamesAfterCreationWithoutAnswer() throws Exception {
        service.drops("POST")
                .on("POST", 409, "{\"status\":409,\"ticketId\":\"t-1\"}")
                .on("GET", 200, ASSIGNED);

        TicketEntry entry = go(Optional.empty(), PATIENT);

        assertThat(entry.ticketId()).isEqualTo("t-1");
        assertThat(entry.unansweredCreates()).isEqualTo(1);
        assertThat(entry.outcome()).isEqualTo(Outcome.ASSIGNED);
    }

    @Test
    void keepsWaitingWhileTheServiceIsAway() throws Exception {
        service.on("POST", 201, "{\"id\":\"t-1\"}")
                .drops("GET")
                .on("GET", 503, "{\"status\":503}")
                .on("GET", 200, ASSIGNED);

        assertThat(go(Optional.empty(), PATIENT).outcome()).isEqualTo(Outcome.ASSIGNED);
    }

    @Test
    void cancelsWhenItsPlanSaysSo() throws Exception {
        service.on("POST", 201, "{\"id\":\"t-1\"}")
                .on("DELETE", 200, "{}")
                .on("GET", 200, "{\"id\":\"t-1\",\"state\":\"waiting\"}")
                .on("GET", 200, "{\"id\":\"t-1\",\"state\":\"cancelled\"}");

        assertThat(go(Optional.of(Duration.ZERO), PATIENT).outcome()).isEqualTo(Outcome.CANCELLED);
        await().untilAsserted(() -> assertThat(service.requests()).contains("DELETE"));
    }

    @Test
    void isNotAcceptedWhenRefusedForCertain() throws Exception {
        service.on("POST", 400, "{\"status\":400}");

        assertThat(go(Optional.empty(), PATIENT))
                .isEqualTo(new TicketEntry("p1", null, Outcome.REFUSED, null, null, 0));
    }

    @Test
    void staysUnknownWhenNobodyAnswersUntilTheEnd() throws Exception {
        TicketEntry entry = go(Optional.empty(), Duration.ofMillis(50));

        assertThat(entry.outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(entry.unansweredCreates()).isPositive();
    }

    private TicketEntry go(Optional<Duration> cancelAfter, Duration patience) throws Exception {
        TicketPlan plan = new TicketPlan(0, "p1", 1500, cancelAfter);
        long now = System.nanoTime();
        EndSource ends = ticketId -> client.tickets().await(ticketId, TicketsApi.LONGEST_WAIT);
        new TicketJourney(client.tickets(), ends, ledger, log, plan, "duel", now, now + patience.toNanos())
                .go()
                .get(20, TimeUnit.SECONDS);
        return ledger.get(0);
    }
}
