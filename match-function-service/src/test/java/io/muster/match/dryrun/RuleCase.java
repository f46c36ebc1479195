package io.muster.match.dryrun;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One case of {@code rule-cases/*.json}: a config and tickets in a short form, and the answer that follows from the documents.
 *
 * <p>Short forms: {@code rules} are match rules of a duel, or of the config of the case; {@code teamRules} those of its teams;
 * {@code tickets} may be the custom data of solo players by ticket; {@code parties} sizes by ticket; {@code attributes}
 * attributes by ticket; {@code qos} loss and latency by ticket and region; {@code ages} seconds by ticket; {@code filters} and
 * {@code ranges} those of a pool; {@code grouping} ticket ids of each team; {@code request} is a whole body as it is.
 *
 * @param name what is shown
 * @param node the case with what it takes over from its base
 */
record RuleCase(String name, ObjectNode node) {

    static final ObjectMapper JSON = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_SINGLE_QUOTES,
                    JsonReadFeature.ALLOW_UNQUOTED_FIELD_NAMES,
                    JsonReadFeature.ALLOW_JAVA_COMMENTS)
            .build();

    private static final String DUEL =
            "{teams: [{name: 'team', teamCount: {min: 2, max: 2}, playerCount: {min: 1, max: 1}}]}";

    /** All cases of one file. */
    static Stream<RuleCase> of(String topic) {
        JsonNode bases = load("bases");
        List<RuleCase> cases = new ArrayList<>();
        for (JsonNode node : load(topic)) {
            ObjectNode whole = JSON.createObjectNode();
            if (node.has("base")) {
                whole.setAll((ObjectNode) bases.path(node.get("base").asText()).deepCopy());
            }
            whole.setAll((ObjectNode) node.deepCopy());
            cases.add(new RuleCase(topic + ": " + node.get("name").asText(), whole));
        }
        return cases.stream();
    }

    private static JsonNode load(String topic) {
        try (InputStream file = RuleCase.class.getResourceAsStream("/rule-cases/" + topic + ".json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean has(String field) {
        return node.has(field);
    }

    JsonNode get(String field) {
        return node.path(field);
    }

    /** The body of the request that looks for matches. */
    ObjectNode request() {
        if (has("request")) {
            return (ObjectNode) get("request");
        }
        ObjectNode request = JSON.createObjectNode();
        request.set("config", config());
        request.set("tickets", tickets());
        if (has("backfilling")) {
            request.set("backfilling", get("backfilling"));
        }
        return request;
    }

    /** The body of the request that judges the grouping of the case, or one team for each ticket. */
    ObjectNode judgement() {
        ObjectNode request = request();
        ArrayNode teams = request.putArray("grouping");
        if (!has("grouping")) {
            tickets().forEach(ticket -> team(teams, JSON.createArrayNode().add(idOf(ticket))));
        }
        for (JsonNode team : get("grouping")) {
            if (team.isArray()) {
                team(teams, team);
            } else {
                teams.add(team);
            }
        }
        return request;
    }

    private static String idOf(JsonNode ticket) {
        return ticket.path("id").asText(ticket.path("Id").asText());
    }

    private static void team(ArrayNode teams, JsonNode ids) {
        teams.addObject().put("definition", "team").set("ticketIds", ids);
    }

    private JsonNode config() {
        if (has("filters")) {
            return filtered();
        }
        JsonNode config = has("config")
                ? get("config").deepCopy()
                : JSON.createObjectNode().set("matchDefinition", json(DUEL));
        if (has("ranges")) {
            return ranged();
        }
        JsonNode definition = config.path("matchDefinition");
        if (has("rules")) {
            ((ObjectNode) definition).set("matchRules", get("rules"));
        }
        if (has("teamRules")) {
            definition.path("teams").forEach(team -> ((ObjectNode) team).set("teamRules", get("teamRules")));
        }
        if (has("defaultRegion")) {
            ((ObjectNode) config).set("defaultQosRegion", get("defaultRegion"));
        }
        replace(definition.path("matchRules"), "ageType");
        replace(definition.findPath("playerCount"), "rangeAgeType");
        return config;
    }

    private void replace(JsonNode within, String field) {
        if (has(field)) {
            within.findPath("relaxations").forEach(relaxation -> ((ObjectNode) relaxation).set("ageType", get(field)));
        }
    }

    /** Pools of matches for one, so that each ticket shows which pool took it. */
    private ObjectNode filtered() {
        ObjectNode config = JSON.createObjectNode();
        ObjectNode pool = alone("filtered");
        pool.set("filters", get("filters"));
        config.putArray("filteredPools").add(pool);
        config.set("defaultPool", alone("rest"));
        return config;
    }

    private static ObjectNode alone(String name) {
        return (ObjectNode) json("{name: '" + name + "', matchDefinition: {teams: [{name: '" + name
                + "', teamCount: {min: 1, max: 1}, playerCount: {min: 1, max: 1}}]}}");
    }

    private JsonNode ranged() {
        JsonNode config = json("{Matchmaking: {Pools: {}, Config: {MatchDefinition: " + DUEL + "}}}");
        ((ObjectNode) config.findPath("Pools")).set("standard", get("ranges"));
        return config;
    }

    private ArrayNode tickets() {
        if (get("tickets").isArray()) {
            return (ArrayNode) get("tickets");
        }
        ArrayNode tickets = JSON.createArrayNode();
        for (String form : List.of("tickets", "parties", "attributes", "qos")) {
            get(form).properties().forEach(entry -> tickets.add(ticket(form, entry.getKey())));
        }
        return tickets;
    }

    private ObjectNode ticket(String form, String id) {
        ObjectNode ticket = JSON.createObjectNode().put("id", id);
        if (get("ages").has(id)) {
            ticket.set("ageSeconds", get("ages").get(id));
        }
        JsonNode value = get(form).get(id);
        ArrayNode players = ticket.putArray("players");
        int size = form.equals("parties") ? value.asInt() : 1;
        for (int i = 0; i < size; i++) {
            players.addObject().put("id", id + i);
        }
        ObjectNode first = (ObjectNode) players.get(0);
        switch (form) {
            case "tickets" -> first.set("customData", value);
            case "attributes" -> ticket.set("attributes", value);
            case "qos" -> first.set("qosResults", measurements(value));
            default -> {}
        }
        return ticket;
    }

    private static ArrayNode measurements(JsonNode byRegion) {
        ArrayNode list = JSON.createArrayNode();
        byRegion.properties()
                .forEach(region -> list.addObject()
                        .put("regionId", region.getKey())
                        .put("packetLoss", region.getValue().get(0).asDouble())
                        .put("latency", region.getValue().get(1).asDouble()));
        return list;
    }

    @Override
    public String toString() {
        return name;
    }
}
