package io.muster.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.launcher.stack.PartName;
import io.muster.testing.TraceCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
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

    private static final TraceCollector traces = new TraceCollector();
    private static StackUnderTest stack;

    @BeforeAll
    static void startStack() throws InterruptedException {
        Map<String, String> settings = new HashMap<>(traces.start());
        settings.put("quarkus.otel.traces.sampler", "parentbased_always_off"); // what the test asks for, no load
        stack = new StackUnderTest(folder, settings);
        stack.up();
    }

    @AfterAll
    static void stopStack() throws InterruptedException {
        stack.down();
        traces.stop();
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
    void tracesATicketThroughEveryServiceOnItsWay() throws IOException, InterruptedException {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        try (PlainClient developer = stack.matchmaking("traces", "developer");
                PlainClient service = stack.matchmaking("traces", "service")) {
            developer.put("configs/duel", "application/json", """
                    {"matchHosting":{"type":"MatchId"},"matchDefinition":{
                      "teams":[{"name":"side","teamCount":{"min":2,"max":2},"playerCount":{"min":1,"max":1}}]}}""");
            Awaitility.await("the queue is open")
                    .atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> enqueue(service, "first", trace));
            enqueue(service, "second", trace);

            Stream.of(
                            "POST /{namespace}/matchmaking/api/v1/tickets",
                            "match-proposed.v1 process",
                            "match-claimed.v1 process",
                            "session-claimed.v1 process")
                    .forEach(span -> Awaitility.await(span)
                            .atMost(Duration.ofSeconds(60))
                            .until(() -> TraceCollector.received(span, trace)));
        }
    }

    @Test
    @Order(4)
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
    @Order(5)
    void leavesNoProcessBehind() throws InterruptedException {
        stack.down();

        assertThat(stack.survivors()).isEmpty();
    }

    private static String enqueue(PlainClient service, String player, int level)
            throws IOException, InterruptedException {
        return service.post("tickets", """
                {"queueName":"duel","players":[{"id":"%s","customData":{"level":%d}}]}""".formatted(player, level)).path("id").asText();
    }

    private static void enqueue(PlainClient service, String player, String trace)
            throws IOException, InterruptedException {
        String ticket = """
                {"queueName":"duel","players":[{"id":"%s"}]}""".formatted(player);
        service.post("tickets", ticket, "00-" + trace + "-00f067aa0ba902b7-01");
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
