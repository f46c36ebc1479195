package io.muster.match.dryrun;

import io.muster.match.config.Fields;
import io.muster.match.dryrun.DryRunRequest.GroupedTeam;
import io.muster.match.engine.TicketData;
import io.muster.match.engine.TicketData.Measurement;
import io.muster.match.engine.TicketData.PlayerData;
import io.muster.runtime.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the tickets and options of a dry run, in either capitalisation and in the forms of both ticket bodies. */
public final class DryRunReader {

    private static final int MAX_TICKETS = 1_000;
    private static final int MAX_PLAYERS = 256;
    private static final int MAX_REGIONS = 64;
    private static final double MAX_AGE_SECONDS = 1e7;

    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> playerIds = new HashSet<>();
    private final long now;

    private DryRunReader(long now) {
        this.now = now;
    }

    /**
     * Reads a request.
     *
     * @param now moment of the run, Unix milliseconds; ages count back from it
     * @param violations receives everything that is wrong
     */
    public static DryRunRequest read(Map<String, Object> body, long now, List<Violation> violations) {
        DryRunReader reader = new DryRunReader(now);
        DryRunRequest request = reader.readRequest(Fields.root(body, reader.violations));
        violations.addAll(reader.violations);
        return request;
    }

    private DryRunRequest readRequest(Fields root) {
        root.require("tickets");
        List<TicketData> tickets = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Fields ticket : root.objects("tickets", MAX_TICKETS)) {
            tickets.add(readTicket(ticket, tickets.size(), ids));
        }
        long seed = (long) root.number("seed", -1e15, 1e15, 0);
        boolean backfilling = root.flag("backfilling", false);
        return new DryRunRequest(tickets, seed, backfilling, readGrouping(root, ids), now);
    }

    private TicketData readTicket(Fields fields, int position, Set<String> ids) {
        String id = fields.text("id", "ticket" + position);
        if (!ids.add(id)) {
            fields.violation("id", "duplicate", "is the id of another ticket");
        }
        double age = fields.number("ageSeconds", 0, MAX_AGE_SECONDS, 0);
        List<Measurement> shared = readMeasurements(fields);
        List<PlayerData> players = new ArrayList<>();
        for (Fields player : fields.objects("players", MAX_PLAYERS)) {
            players.add(readPlayer(player, id + '.' + players.size(), shared));
        }
        if (players.isEmpty() && !fields.has("players")) {
            players.add(new PlayerData(id, Map.of(), shared));
        } else if (players.isEmpty()) {
            fields.violation("players", "required", "needs at least one player");
        }
        return new TicketData(
                id, 1, now - Math.round(age * 1000), map(fields, "attributes"), map(fields, "data"), players);
    }

    private PlayerData readPlayer(Fields fields, String otherwise, List<Measurement> ofTicket) {
        List<Measurement> own = readMeasurements(fields);
        Map<String, Object> data = fields.has("customData") ? map(fields, "customData") : map(fields, "data");
        String id = fields.text("id", otherwise);
        if (!playerIds.add(id)) {
            fields.violation("id", "duplicate", "is the id of another player");
        }
        return new PlayerData(id, data, own.isEmpty() ? ofTicket : own);
    }

    /** Measurements as a list, or as an object by region. */
    private static List<Measurement> readMeasurements(Fields owner) {
        List<Measurement> measurements = new ArrayList<>();
        if (owner.raw("qosResults") instanceof Map<?, ?> byRegion) {
            Fields regions = owner.object("qosResults").orElseThrow();
            for (Object region : byRegion.keySet()) {
                regions.object(String.valueOf(region))
                        .ifPresent(fields -> measurements.add(readMeasurement(fields, String.valueOf(region))));
            }
            return measurements;
        }
        for (Fields fields : owner.objects("qosResults", MAX_REGIONS)) {
            fields.require("regionId");
            measurements.add(readMeasurement(fields, ""));
        }
        return measurements;
    }

    private static Measurement readMeasurement(Fields fields, String region) {
        return new Measurement(
                fields.text("regionId", region),
                fields.number("packetLoss", 0, 1, 0),
                fields.number("latency", 0, 1e6, 0));
    }

    @SuppressWarnings("unchecked") // a JSON object has string keys
    private static Map<String, Object> map(Fields fields, String name) {
        return fields.object(name).isPresent() ? (Map<String, Object>) fields.raw(name) : Map.of();
    }

    private static List<GroupedTeam> readGrouping(Fields root, Set<String> ids) {
        if (!root.has("grouping")) {
            return null;
        }
        List<GroupedTeam> teams = new ArrayList<>();
        for (Fields team : root.objects("grouping", MAX_PLAYERS)) {
            team.require("definition");
            List<String> members = new ArrayList<>();
            if (team.raw("ticketIds") instanceof List<?> list) {
                for (Object id : list) {
                    if (id instanceof String known && ids.contains(known)) {
                        members.add(known);
                    } else {
                        team.violation("ticketIds", "unknown", "names " + id + ", which is no ticket of this run");
                    }
                }
            } else {
                team.violation("ticketIds", "type", "must be a list of ticket ids");
            }
            teams.add(new GroupedTeam(team.text("definition", ""), members));
        }
        return teams;
    }
}
