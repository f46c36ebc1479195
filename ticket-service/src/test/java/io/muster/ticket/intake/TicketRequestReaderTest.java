package io.muster.ticket.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.contracts.ticket.Player;
import io.muster.contracts.ticket.QosResult;
import io.muster.runtime.problem.Violation;
import io.muster.ticket.intake.TicketRequestReader.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketRequestReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TicketRequestReader reader = new TicketRequestReader(utf8 -> {
        try {
            return JSON.readValue(utf8, Object.class);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    });

    @Test
    void readsPlainForm() {
        TicketRequest request = valid("""
                {"queueName": "duel", "attributes": {"mode": 1, "platform": "pc"}, "data": {"cheater": false},
                 "players": [{"id": "p1", "customData": {"skill": 1500, "maps": ["dune"]},
                              "qosResults": [{"regionId": "eu", "packetLoss": 0.01, "latency": 20}]}]}
                """);

        assertThat(request.queueName()).contains("duel");
        assertThat(request.attributes()).isEqualTo(Map.of("mode", 1, "platform", "pc"));
        assertThat(request.data()).isEqualTo(Map.of("cheater", false));
        assertThat(request.players())
                .containsExactly(new Player(
                        "p1", Map.of("skill", 1500, "maps", List.of("dune")), List.of(new QosResult("eu", 0.01, 20))));
    }

    @Test
    void readsPropertiesForm() {
        TicketRequest request = valid("""
                {"attributes": {"mode": 2.0}, "properties": {
                  "Players": "%s", "Data": "%s", "QosResults": "%s"}}
                """.formatted(
                        base64("[{\"Id\": \"Player1\", \"Data\": {\"Skill\": 432.0}}]"),
                        base64("{\"Skill\": 432.0, \"Cheater\": \"true\"}"),
                        base64("[{\"RegionId\": \"eu\", \"PacketLoss\": 0.0, \"Latency\": 23.0}]")));

        assertThat(request.queueName()).isEmpty();
        assertThat(request.attributes()).isEqualTo(Map.of("mode", 2.0));
        assertThat(request.data()).isEqualTo(Map.of("Skill", 432.0, "Cheater", "true"));
        assertThat(request.players())
                .containsExactly(new Player("Player1", Map.of("Skill", 432.0), List.of(new QosResult("eu", 0, 23))));
    }

    @Test
    void readsMeasurementsByRegionInLowerCaseProperty() {
        TicketRequest request = valid(
                "{\"properties\": {\"players\": \"%s\", \"qos\": \"%s\"}}"
                        .formatted(
                                base64("[{\"id\": \"p1\"}]"),
                                base64(
                                        "{\"QosResults\": {\"eu\": {\"RegionId\": \"eu\", \"PacketLoss\": 0.5, \"Latency\": 9}}}")));

        assertThat(request.players().getFirst().qosResults()).containsExactly(new QosResult("eu", 0.5, 9));
    }

    @Test
    void leavesPlayersToTheAuthorWhenPropertiesNameNone() {
        TicketRequest request = valid("{\"properties\": {}}");

        assertThat(request.players()).isEmpty();
        assertThat(request.playedBy("author").players()).extracting(Player::id).containsExactly("author");
    }

    @Test
    void namesPropertyThatIsNoBase64Json() {
        assertThat(paths("{\"properties\": {\"Players\": \"***\", \"Data\": \"%s\"}}".formatted(base64("{oops"))))
                .containsExactlyInAnyOrder("properties.Players", "properties.Data", "properties.Players");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    []                                                                   | body
                    {"queueName": 5, "players": [{"id": "p"}]}                           | queueName
                    {"queueName": "", "players": [{"id": "p"}]}                          | queueName
                    {"queueName": "duel"}                                                | players
                    {"queueName": "duel", "players": []}                                 | players
                    {"queueName": "duel", "players": ["p"]}                              | players[0]
                    {"queueName": "duel", "players": [{}]}                               | players[0].id
                    {"queueName": "duel", "players": [{"id": 7}]}                        | players[0].id
                    {"queueName": "duel", "players": [{"id": "a\\u0000b"}]}              | players[0].id
                    {"queueName": "duel", "players": [{"id": "a\\ud800"}]}               | players[0].id
                    {"queueName": "duel", "players": [{"id": "p"}, {"id": "p"}]}         | players[1].id
                    {"players": [{"id": "p"}], "attributes": []}                         | attributes
                    {"players": [{"id": "p"}], "attributes": {"a": true}}                | attributes.a
                    {"players": [{"id": "p"}], "attributes": {"a": 1e999}}               | attributes.a
                    {"players": [{"id": "p", "customData": 1}]}                          | players[0].customData
                    {"players": [{"id": "p", "customData": {"a": "\\udc00"}}]}           | players[0].customData.a
                    {"players": [{"id": "p", "qosResults": 1}]}                          | players[0].qosResults
                    {"players": [{"id": "p", "qosResults": [{"regionId": "eu", "packetLoss": 0}]}]} | players[0].qosResults[0].latency
                    """)
    void namesTheInvalidField(String body, String path) {
        assertThat(paths(body)).contains(path);
    }

    @Test
    void limitsPlayers() {
        String players = IntStream.rangeClosed(0, TicketLimits.PLAYERS)
                .mapToObj(i -> "{\"id\": \"p" + i + "\"}")
                .collect(Collectors.joining(","));

        assertThat(violations("{\"players\": [" + players + "]}"))
                .containsExactly(new Violation("players", "too-many", "must have at most 150 players"));
    }

    @Test
    void limitsStringsListsPropertiesAndDepth() {
        String many = IntStream.rangeClosed(0, TicketLimits.PROPERTIES)
                .mapToObj(i -> "\"k" + i + "\": 1")
                .collect(Collectors.joining(","));
        String list = "[" + "1,".repeat(TicketLimits.LIST_ITEMS) + "1]";
        String deep = "[".repeat(12) + "]".repeat(12);

        assertThat(codes("{\"players\": [{\"id\": \"p\", \"customData\": {\"s\": \"" + "x".repeat(201) + "\"}}]}"))
                .containsExactly("too-long");
        assertThat(codes("{\"players\": [{\"id\": \"p\", \"customData\": {" + many + "}}]}"))
                .containsExactly("too-many");
        assertThat(codes("{\"players\": [{\"id\": \"p\", \"customData\": {\"l\": " + list + "}}]}"))
                .containsExactly("too-long");
        assertThat(codes("{\"players\": [{\"id\": \"p\", \"customData\": {\"d\": " + deep + "}}]}"))
                .containsExactly("too-deep");
        assertThat(codes("{\"players\": [{\"id\": \"" + "x".repeat(65) + "\"}]}"))
                .containsExactly("too-long");
    }

    @Test
    void listsAtMostTwentyViolations() {
        String players = IntStream.range(0, 50).mapToObj(i -> "{}").collect(Collectors.joining(","));

        assertThat(violations("{\"players\": [" + players + "]}")).hasSize(20);
    }

    private TicketRequest valid(String body) {
        return assertThat(reader.read(parse(body)))
                .asInstanceOf(type(Result.Valid.class))
                .actual()
                .request();
    }

    private List<Violation> violations(String body) {
        return assertThat(reader.read(parse(body)))
                .asInstanceOf(type(Result.Invalid.class))
                .actual()
                .violations();
    }

    private List<String> paths(String body) {
        return violations(body).stream().map(Violation::path).toList();
    }

    private List<String> codes(String body) {
        return violations(body).stream().map(Violation::code).toList();
    }

    private static Object parse(String body) {
        try {
            return JSON.readValue(body, Object.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(body, e);
        }
    }

    private static String base64(String json) {
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
