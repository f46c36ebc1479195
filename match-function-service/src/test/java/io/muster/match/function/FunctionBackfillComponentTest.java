package io.muster.match.function;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.contracts.Topics;
import io.muster.contracts.match.BackfillRef;
import io.muster.contracts.match.MatchProposed;
import io.muster.contracts.match.Team;
import io.muster.match.pool.PoolTestEvents;
import io.muster.testing.EventProbe;
import io.muster.testing.MusterInfrastructure;
import io.muster.testing.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
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
                const free = backfill.teams.filter(team => team.openSeats > 0 && team.definition === "team");
                return input.tickets.slice(0, 1).map(ticket => ({
                  backfillId: backfill.id, teams: [{ name: free[0].name, ticketIds: [ticket.id] }], score: 0.125 }));
              });
            }""";

    private final String namespace = "function-backfill-" + UUID.randomUUID();
    private final PoolTestEvents events = new PoolTestEvents(namespace, "duel");
    private final EventProbe probe = EventProbe.on(Topics.PROPOSALS);

    @AfterEach
    void closeProbe() {
        probe.close();
    }

    @Test
    void fillsSeatsByTheFunction() {
        configure();
        probe.publish(Topics.BACKFILLS, events.halfADuel("backfill", 4));
        probe.publish(Topics.TICKETS, events.created("late", 1000));

        MatchProposed proposal = probe.await(
                Topics.PROPOSALS,
                MatchProposed.class,
                proposed -> proposed.namespace().equals(namespace));

        assertThat(proposal.score()).isEqualTo(0.125);
        assertThat(proposal.backfill()).isEqualTo(new BackfillRef("backfill", 4, "session"));
        assertThat(proposal.teams()).containsExactly(new Team("team1", "team", List.of("late")));
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
                          {"name":"team","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}]}}""")
                .put(API + "configs/duel", namespace)
                .then()
                .statusCode(200);
    }

    private RequestSpecification developer() {
        return given().auth().oauth2(TestTokens.developer(namespace, "dev"));
    }
}
