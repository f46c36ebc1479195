package io.muster.session.member;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.contracts.GoldenSamples;
import io.muster.contracts.session.SessionMembersChanged;
import io.muster.session.game.GameSession;
import io.muster.session.game.Phase;
import io.muster.session.game.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The published form against the published example. */
class GameSessionBodyTest {

    private final ObjectMapper mapper = GoldenSamples.mapper();
    private final JsonNode body = mapper.valueToTree(new SessionBodyMapper(Sessions.LIMITS).of(sample()));

    @Test
    void hasEveryFieldOfThePublishedExampleInItsSpellingAndType() throws IOException {
        assertThat(fields(body)).containsAllEntriesOf(fields(published()));
    }

    @Test
    void addsNothingToTheExampleButWhatClientsKnowAsOptional() throws IOException {
        Map<String, String> added = fields(body);
        added.keySet().removeAll(fields(published()).keySet());

        assertThat(added).containsOnlyKeys("/IsActive", "/Teams/*/teamID");
    }

    @Test
    void fillsTheFieldsFromTheSession() {
        assertThat(body.at("/ID").asText()).isEqualTo("5a1d3f6e-2f34-3c5b-9a0e-000000000030");
        assertThat(body.at("/Configuration/MaxPlayers").asInt()).isEqualTo(4);
        assertThat(body.at("/DSInformation/Server/pod_name").asText())
                .isEqualTo("ds_019aa5b0-0000-7000-8000-0000000000aa");
        assertThat(body.at("/Teams/0/parties/0/userIDs/1").asText()).isEqualTo("bob");
        assertThat(body.at("/IsFull").asBoolean()).isFalse();
        assertThat(body.at("/Version").asLong()).isEqualTo(3);
    }

    @Test
    void namesAPartyOnlyWhenPlayersCameTogether() {
        assertThat(body.at("/Teams/0/parties/0/partyID").asText()).isNotEmpty();
        assertThat(body.at("/Teams/1/parties/0/partyID").asText()).isEmpty();
    }

    @Test
    void neverShowsTheSecret() {
        assertThat(body.toString()).doesNotContainIgnoringCase("\"secret\"");
    }

    private static GameSession sample() {
        SessionMembersChanged event = GoldenSamples.event(SessionMembersChanged.class, "session-members-changed.v1");
        Phase running = new Phase.Running(new Phase.Claim(2, event.changedAt()));
        return new GameSession(event.namespace(), event.version(), running, event.state());
    }

    private JsonNode published() throws IOException {
        try (InputStream in = getClass().getResourceAsStream("/session-member-changed.json")) {
            return mapper.readTree(in);
        }
    }

    /** Type of each field by its path; members of a list share one. */
    private static Map<String, String> fields(JsonNode root) {
        Map<String, String> types = new TreeMap<>();
        collect("", root, types);
        return types;
    }

    private static void collect(String path, JsonNode node, Map<String, String> types) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(path + '/' + field.getKey(), field.getValue(), types));
        } else if (node.isArray()) {
            node.forEach(element -> collect(path + "/*", element, types));
        } else {
            types.put(path, node.getNodeType().name());
        }
    }
}
