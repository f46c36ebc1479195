package io.muster.match.function;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Topics;
import io.muster.contracts.backfill.BackfillCreated;
import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.backfill.OpenTeam;
import io.muster.contracts.match.BackfillRef;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.MatchSettings;
import io.muster.contracts.match.Team;
import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.TicketCreated;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Open seats of running matches in a queue that a custom function matches. */
@QuarkusTest
@WithTestResource(MusterInfrastructure.class)
class FunctionBackfillComponentTest {

    private static final String API = "/{namespace}/matchmaking/api/v1/";

    /** Seats whoever waits in the first team with a free seat; its score tells that it was the function. */
    private static final String SEATER = """
            function match(input) {
              return input.backfills.flatMap(backfill => {
                const free = backfill.teams.filter(team => team.openSeats > 0 && team.definition === "side");
                return input.tickets.slice(0, 1).map(ticket => ({
                  backfillId: backfill.id, teams: [{ name: free[0].name, ticketIds: [ticket.id] }], score: 0.125 }));
              });
            }""";

    private final String namespace = "function-backfill-" + UUID.randomUUID();
    private final EventProbe probe = EventProbe.on(Topics.PROPOSALS);

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void fillsSeatsByTheFunction() {
        configure();
        probe.publish(
                Topics.BACKFILLS, new BackfillCreated(namespace, "backfill", 4, "duel", halfADuel(), Instant.now()));
        enqueue("late");

        MatchProposed proposal = probe.await(
                Topics.PROPOSALS,
                MatchProposed.class,
                proposed -> proposed.namespace().equals(namespace));

        assertThat(proposal.score()).isEqualTo(0.125);
        assertThat(proposal.backfill()).isEqualTo(new BackfillRef("backfill", 4, "session"));
        assertThat(proposal.teams()).containsExactly(new Team("side1", "side", List.of("late")));
    }

    private void configure() {
        developer()
                .contentType("application/javascript")
                .body(SEATER)
                .put(API + "functions/seater", namespace)
                .then()
                .statusCode(200);
        developer()
                .contentType("application/json")
                .body("""
                        {"name":"duel","function":"seater","matchDefinition":{"teams":[
                          {"name":"side","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}]}}""")
                .put(API + "configs/duel", namespace)
                .then()
                .statusCode(200);
    }

    private static BackfillState halfADuel() {
        return new BackfillState(
                "backfill",
                "session",
                "duel",
                "server",
                "127.0.0.1:9000",
                List.of(new OpenTeam("side0", "side", 1, List.of("p")), new OpenTeam("side1", "side", 1, List.of())),
                List.of(new Player("p", Map.of(), List.of())),
                Map.of(),
                null,
                new MatchSettings("duel", 1, MatchSettings.HOSTING_ALLOCATE, "default", true, false, List.of()),
                null,
                BackfillState.OPEN,
                Instant.now(),
                Instant.now().plusSeconds(60));
    }

    private void enqueue(String ticketId) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Player player = new Player("player-" + ticketId, Map.of(), List.of());
        probe.publish(
                Topics.TICKETS,
                new TicketCreated(
                        namespace,
                        ticketId,
                        1,
                        "duel",
                        Map.of(),
                        List.of(player),
                        player.id(),
                        now,
                        now.plusSeconds(60)));
    }

    private RequestSpecification developer() {
        return given().auth().oauth2(TestTokens.developer(namespace, "dev"));
    }
}
