package io.muster.backfill.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.backfill.seat.Command;
import io.muster.contracts.backfill.BackfillState;
import io.muster.contracts.backfill.OpenTeam;
import io.muster.contracts.ticket.Player;
import io.muster.runtime.problem.Problems;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The properties of a backfill ticket: {@code {"data": base64 of {"matchProperties": {teams, players, region}}}}. Written
 * with small initials as the newer form has it; read with any, because the beta's were capitals.
 */
@ApplicationScoped
class PropertiesJson {

    private static final int LONGEST_ID = 128;
    private static final int MOST_ENTRIES = 1000;

    private final JsonMapper mapper = JsonMapper.builder()
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Content of a request; teams are null when it says nothing about them. */
    Command.Content content(
            String connection, Map<String, Object> attributes, Map<String, JsonNode> properties, JsonNode plain) {
        MatchPropertiesBody body = plain != null ? convert(plain) : wrapped(properties);
        requireConnection(connection);
        if (body == null || body.teams() == null) {
            return new Command.Content(connection, attributes, null, body == null ? List.of() : players(body));
        }
        return new Command.Content(connection, attributes, teams(body), players(body));
    }

    private static void requireConnection(String connection) {
        if (connection != null && !connection.matches("[\\[\\]0-9A-Za-z.:_-]{1,255}:[0-9]{1,5}")) {
            throw Problems.badRequest("connection", "must be address:port, at most 261 characters");
        }
    }

    private MatchPropertiesBody wrapped(Map<String, JsonNode> properties) {
        JsonNode data = properties == null ? null : properties.get("data");
        if (data == null || data.isNull()) {
            return null;
        }
        JsonNode document = data.isTextual() ? decode(data.textValue()) : data;
        for (String name : List.of("matchProperties", "MatchProperties")) {
            if (document.hasNonNull(name)) {
                return convert(document.get(name));
            }
        }
        throw Problems.badRequest("properties.data", "has no member matchProperties");
    }

    private JsonNode decode(String base64) {
        try {
            return mapper.readTree(new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException | JsonProcessingException e) {
            throw Problems.badRequest("properties.data", "is not base64 of a JSON document");
        }
    }

    private MatchPropertiesBody convert(JsonNode document) {
        try {
            return mapper.treeToValue(document, MatchPropertiesBody.class);
        } catch (JsonProcessingException e) {
            throw Problems.badRequest("matchProperties", e.getOriginalMessage());
        }
    }

    private static List<Command.ContentTeam> teams(MatchPropertiesBody body) {
        requireAtMost("teams", body.teams());
        return body.teams().stream()
                .map(team -> {
                    List<String> ids = team.playerIds() == null ? List.of() : team.playerIds();
                    requireAtMost("teams.playerIds", ids);
                    ids.forEach(id -> requireId("teams.playerIds", id));
                    return new Command.ContentTeam(team.teamName(), team.teamDefinitionName(), ids);
                })
                .toList();
    }

    private static List<Player> players(MatchPropertiesBody body) {
        if (body.players() == null) {
            return List.of();
        }
        requireAtMost("players", body.players());
        return body.players().stream()
                .map(player -> {
                    requireId("players.id", player.id());
                    return new Player(
                            player.id(),
                            player.customData() == null ? player.data() : player.customData(),
                            player.qosResults());
                })
                .toList();
    }

    private static void requireAtMost(String field, List<?> list) {
        if (list.size() > MOST_ENTRIES) {
            throw Problems.badRequest(field, "must have at most " + MOST_ENTRIES + " entries");
        }
    }

    private static void requireId(String field, String id) {
        if (id == null || id.isBlank() || id.length() > LONGEST_ID) {
            throw Problems.badRequest(field, "must be 1 to " + LONGEST_ID + " characters");
        }
    }

    /** The properties as they are given out. */
    Map<String, String> properties(BackfillState state) {
        try {
            byte[] document = mapper.writeValueAsBytes(Map.of("matchProperties", matchProperties(state)));
            return Map.of("data", Base64.getEncoder().encodeToString(document));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("backfill ticket " + state.backfillId() + " cannot be written", e);
        }
    }

    private static Map<String, Object> matchProperties(BackfillState state) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("teams", state.teams().stream().map(PropertiesJson::team).toList());
        form.put("players", state.players());
        form.put("region", state.region());
        form.put("backfillTicketId", state.backfillId());
        return form;
    }

    private static Map<String, Object> team(OpenTeam team) {
        Map<String, Object> form = new LinkedHashMap<>();
        form.put("teamName", team.name());
        form.put("teamId", team.name());
        form.put("teamDefinitionName", team.definition());
        form.put("playerIds", team.playerIds());
        return form;
    }
}
