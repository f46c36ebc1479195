package io.muster.match.engine;

import io.muster.match.config.ConfigReader;
import io.muster.match.engine.TicketData.Measurement;
import io.muster.match.engine.TicketData.PlayerData;
import io.muster.match.rules.PoolDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Configs and tickets that use every part of the rule language, small enough to try everything. */
final class RandomRules {

    private static final List<Object> MODES = List.of("ctf", "ffa", 3);
    private static final List<String> AGE_TYPES = List.of("Oldest", "Youngest", "Average");
    private static final List<String> SCOPES = List.of("Match", "Match", "Team", "Ticket");

    private final Random random;

    RandomRules(long seed) {
        random = new Random(seed);
    }

    private <T> T oneOf(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    PoolDefinition pool() {
        List<Object> teams = new ArrayList<>();
        int definitions = random.nextInt(4) == 0 ? 2 : 1;
        for (int d = 0; d < definitions; d++) {
            int most = definitions == 1 ? 1 + random.nextInt(3) : 1;
            teams.add(Map.of(
                    "name",
                    "team" + d,
                    "teamCount",
                    range(most),
                    "playerCount",
                    range(1 + random.nextInt(3)),
                    "teamRules",
                    random.nextInt(3) == 0 ? List.of(rule("team rule", true)) : List.of()));
        }
        List<Object> rules = new ArrayList<>();
        int count = random.nextInt(3);
        for (int r = 0; r <= count; r++) {
            rules.add(rule("rule" + r, false));
        }
        Map<String, Object> document = Map.of("matchDefinition", Map.of("teams", teams, "matchRules", rules));
        return switch (ConfigReader.read("random", document)) {
            case ConfigReader.Result.Valid valid -> valid.config().mainPool().orElseThrow();
            case ConfigReader.Result.Invalid invalid -> throw new AssertionError(invalid.violations());
        };
    }

    private Map<String, Object> range(int max) {
        int min = Math.max(1, max - random.nextInt(2));
        Map<String, Object> range = new HashMap<>(Map.of("min", min, "max", max));
        if (random.nextInt(3) == 0) {
            range.put(
                    "relaxations",
                    List.of(Map.of(
                            "type",
                            "RangeControl.ReplaceMin",
                            "ageType",
                            oneOf(AGE_TYPES),
                            "atSeconds",
                            5 * (1 + random.nextInt(4)),
                            "value",
                            1 + random.nextInt(max))));
        }
        return range;
    }

    private Map<String, Object> rule(String name, boolean ofTeam) {
        Map<String, Object> rule = new HashMap<>(
                Map.of("name", name, "not", random.nextInt(5) == 0, "enableRule", random.nextInt(8) != 0));
        switch (random.nextInt(9)) {
            case 0, 1, 2 -> numeric(rule, "Difference", "Players.CustomData.skill", 20);
            case 3 -> numeric(rule, oneOf(List.of("LessThan", "GreaterThanEqual")), "Players.CustomData.skill", 60);
            case 4 -> numeric(rule, "LessThan", "Players.QosResults.Latency", 60);
            case 5 -> texts(rule, "Equality", random.nextBoolean() ? oneOf(MODES) : null);
            case 6 -> texts(rule, "InList", List.of(oneOf(MODES), "ffa"));
            case 7 -> {
                rule.putAll(Map.of("type", "Intersection", "source", "Players.CustomData.maps"));
                rule.put("overlap", 1 + random.nextInt(2));
            }
            default -> aggregate(rule, ofTeam);
        }
        return rule;
    }

    private void numeric(Map<String, Object> rule, String type, String source, int about) {
        rule.putAll(Map.of("type", type, "source", source, "reference", 1 + random.nextInt(2 * about)));
        relax(rule, 1 + random.nextInt(3 * about));
    }

    private void texts(Map<String, Object> rule, String type, Object reference) {
        rule.putAll(Map.of("type", type, "source", "Players.CustomData.mode"));
        if (reference != null) {
            rule.put("reference", reference);
        }
        relax(rule, reference == null ? "ffa" : reference);
    }

    private void aggregate(Map<String, Object> rule, boolean ofTeam) {
        switch (random.nextInt(3)) {
            case 0 -> numeric(rule, "Difference", (ofTeam ? "" : "Teams.") + "Players.CustomData.skill.Avg", 20);
            case 1 -> {
                rule.putAll(Map.of("type", "GreaterThanEqual", "source", "Players.CustomData.healer.Count"));
                rule.put("reference", 1);
                relax(rule, 0);
            }
            default -> numeric(rule, "LessThanEqual", "Players.CustomData.skill.Max", 60);
        }
    }

    private void relax(Map<String, Object> rule, Object value) {
        List<Object> relaxations = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Map<String, Object> relaxation = new HashMap<>(Map.of(
                    "ageType", oneOf(AGE_TYPES), "ageScope", oneOf(SCOPES), "atSeconds", 5 * (1 + random.nextInt(4))));
            switch (random.nextInt(4)) {
                case 0 -> relaxation.put("type", "RuleControl.Disable");
                case 1 -> relaxation.put("type", "RuleControl.Enable");
                default -> {
                    relaxation.put("type", "ReferenceControl.Replace");
                    relaxation.put("value", value);
                }
            }
            relaxations.add(relaxation);
        }
        rule.put("relaxations", relaxations);
    }

    /** So many tickets with up to three players each, whose ages are whole seconds. */
    List<TicketData> tickets(int count, long now) {
        List<TicketData> tickets = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            List<PlayerData> players = new ArrayList<>();
            int size = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1;
            for (int p = 0; p < size; p++) {
                players.add(player("t" + t + "p" + p));
            }
            long created = now - 1000L * random.nextInt(22);
            tickets.add(new TicketData("t" + t, 1, created, Map.of(), Map.of(), players));
        }
        return tickets;
    }

    private PlayerData player(String id) {
        Map<String, Object> data = new HashMap<>();
        if (random.nextInt(20) != 0) {
            data.put("skill", random.nextInt(60));
        }
        data.put("mode", oneOf(MODES));
        data.put("maps", List.of(random.nextInt(3), random.nextInt(3)));
        if (random.nextBoolean()) {
            data.put("healer", 1);
        }
        List<Measurement> qos = new ArrayList<>();
        if (random.nextInt(8) != 0) {
            qos.add(new Measurement("eu", random.nextInt(2) / 10.0, random.nextInt(100)));
        }
        if (random.nextInt(3) != 0) {
            qos.add(new Measurement("us", random.nextInt(2) / 10.0, random.nextInt(100)));
        }
        return new PlayerData(id, data, qos);
    }
}
