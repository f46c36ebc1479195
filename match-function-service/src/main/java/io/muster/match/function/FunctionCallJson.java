package io.muster.match.function;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.muster.match.engine.OpenSeats;
import io.muster.match.engine.OpenSeats.SeatedTeam;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketData.PlayerData;
import io.muster.match.rules.CountRange;
import io.muster.match.rules.TeamDefinition;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a function is given, as JSON (see docs/match-functions.md). */
final class FunctionCallJson {

    private static final JsonMapper JSON = new JsonMapper();

    private FunctionCallJson() {}

    static String write(FunctionCall call, Collection<TicketData> tickets) {
        Map<String, Object> input = new LinkedHashMap<>();
        input.put("queue", call.queue().queue());
        input.put("pool", call.pool());
        input.put(
                "teams",
                call.definition().teams().stream().map(FunctionCallJson::team).toList());
        input.put(
                "tickets",
                tickets.stream().map(ticket -> ticket(ticket, call.now())).toList());
        input.put(
                "backfills",
                call.seats().stream().map(seats -> backfill(seats, call.now())).toList());
        try {
            return JSON.writeValueAsString(input);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values are always JSON", e);
        }
    }

    private static Map<String, Object> team(TeamDefinition team) {
        return Map.of(
                "name", team.name(), "teamCount", range(team.teamCount()), "playerCount", range(team.playerCount()));
    }

    private static Map<String, Object> range(CountRange range) {
        return Map.of("min", range.min(), "max", range.max());
    }

    private static Map<String, Object> ticket(TicketData ticket, long now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", ticket.id());
        json.put("ageSeconds", ageSeconds(ticket.createdAtMillis(), now));
        json.put("attributes", ticket.attributes());
        json.put("data", ticket.data());
        json.put(
                "players",
                ticket.players().stream().map(FunctionCallJson::player).toList());
        return json;
    }

    private static double ageSeconds(long createdAtMillis, long now) {
        return Math.max(0, now - createdAtMillis) / 1000.0;
    }

    private static Map<String, Object> backfill(OpenSeats seats, long now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", seats.id());
        json.put("ageSeconds", ageSeconds(seats.createdAtMillis(), now));
        json.put("region", seats.region());
        json.put(
                "teams",
                seats.teams().stream().map(FunctionCallJson::seatedTeam).toList());
        return json;
    }

    private static Map<String, Object> seatedTeam(SeatedTeam team) {
        return Map.of(
                "name",
                team.name(),
                "definition",
                team.definition(),
                "openSeats",
                team.open(),
                "players",
                team.players().stream().map(FunctionCallJson::player).toList());
    }

    private static Map<String, Object> player(PlayerData player) {
        List<Map<String, Object>> measured = player.qos().stream()
                .map(qos -> Map.<String, Object>of(
                        "regionId", qos.region(), "packetLoss", qos.packetLoss(), "latency", qos.latency()))
                .toList();
        return Map.of("id", player.id(), "customData", player.customData(), "qosResults", measured);
    }
}
