package io.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.launcher.stack.PartName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** One stack, started once because that takes the most time; the tests use it one after the other. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeStackTest {

    private static final Duration DEMO_WITHIN = Duration.ofMinutes(4);
    private static final Duration BENCH_WITHIN = Duration.ofMinutes(4);

    @TempDir
    static Path folder;

    private static StackUnderTest stack;

    @BeforeAll
    static void startStack() throws InterruptedException {
        stack = new StackUnderTest(folder);
        stack.up();
    }

    @AfterAll
    static void stopStack() throws InterruptedException {
        stack.down();
    }

    @Test
    @Order(1)
    void playsTheDemoEvening() throws InterruptedException {
        String output = stack.succeeds(stack.begin("demo", "--match-seconds", "20"), DEMO_WITHIN);

        assertThat(output).contains("Everything happened as told");
    }

    @Test
    @Order(2)
    void matchesByFunctionThatWasJustUploaded() throws IOException, InterruptedException {
        try (PlainClient developer = stack.matchmaking("functions", "developer");
                PlainClient service = stack.matchmaking("functions", "service")) {
            developer.put("functions/anybody", "application/javascript", """
                    function match(input) {
                      return input.tickets.length < 2 ? [] : [{ score: 0.5,
                        teams: input.tickets.slice(0, 2).map(ticket => ({ ticketIds: [ticket.id] })) }];
                    }""");
            developer.put("configs/duel", "application/json", """
                    {"function":"anybody","matchHosting":{"type":"MatchId"},"matchDefinition":{
                      "teams":[{"name":"side","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}],
                      "matchRules":[{"name":"level","type":"Difference","source":"Players.CustomData.level","reference":1}]}}""");

            AtomicReference<String> first = new AtomicReference<>();
            Awaitility.await("the queue is open")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> first.set(enqueue(service, "novice", 1)));
            String novice = first.get();
            String master = enqueue(service, "master", 99);

            JsonNode status = service.get("tickets/status?wait=30&id=" + novice);
            assertThat(status.path("status").asText()).isEqualTo("Found");
            assertThat(service.get("tickets/status?wait=30&id=" + master).path("matchId"))
                    .isEqualTo(status.path("matchId"));
        }
    }

    @Test
    @Order(3)
    void keepsTheBooksWhenServicesAreKilledUnderLoad() throws InterruptedException, IOException {
        Program bench = stack.begin(
                "bench",
                "pipeline",
                "--rate",
                "200",
                "--warmup",
                "3",
                "--seconds",
                "30",
                "--drain",
                "60",
                "--results",
                folder.toString());
        awaitLoad(bench, 1);
        stack.kill(PartName.TICKET);
        stack.startAgain(PartName.TICKET);
        stack.kill(PartName.MATCH_FUNCTION);
        stack.startAgain(PartName.MATCH_FUNCTION);

        stack.succeeds(bench, BENCH_WITHIN);

        JsonNode books = new ObjectMapper()
                .readTree(folder.resolve("pipeline.json").toFile())
                .path("books");
        assertThat(books.path("balanced").asBoolean()).isTrue();
        assertThat(books.path("accepted").asInt()).isGreaterThan(4_000);
        assertThat(books.path("assigned").asInt()).isGreaterThan(4_000);
    }

    @Test
    @Order(4)
    void leavesNoProcessBehind() throws InterruptedException {
        stack.down();

        assertThat(stack.survivors()).isEmpty();
    }

    private static String enqueue(PlainClient service, String player, int level)
            throws IOException, InterruptedException {
        return service.post("tickets", """
                {"queueName":"duel","players":[{"id":"%s","customData":{"level":%d}}]}""".formatted(player, level)).path("id").asText();
    }

    /** The benchmark prints a line every five seconds while it sends. */
    private static void awaitLoad(Program bench, int lines) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> bench.output()
                                .lines()
                                .filter(line -> line.contains("assigned"))
                                .count()
                        >= lines);
    }
}
